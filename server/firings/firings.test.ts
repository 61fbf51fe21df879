import { sql } from "kysely";
import { expect, test } from "vitest";
import { failure } from "../../mocks/kubernetes.ts";
import { planOf, recordStatements } from "../../tests/support/query-plans.ts";
import { prepareManifest } from "../../tests/support/registry.ts";
import { done, IMAGE, REPOSITORY, setUpTriggers, web } from "../../tests/support/trigger-scene.ts";
import { createJobRunner } from "../jobs/runner.ts";
import { type OutboundAnswer, OutboundError } from "../ports/outbound.ts";
import { FIRING_JOB } from "./fire.ts";
import { firingRun } from "./run.ts";

const { scene, call, push, create, runJobs, later, consoleCall, firings, newest } = setUpTriggers();

test("a push sets the image of the container by its name, touches nothing else, and is followed to the end", async () => {
  await push("v1", 1);
  const sidecar = {
    name: "proxy",
    image: "envoy:1",
    env: [{ name: "A", value: "b" }],
    ports: [{ containerPort: 1 }],
  };
  const migrate = { name: "migrate", image: `${REPOSITORY}:v1`, imagePullPolicy: "Always", args: ["up"] };
  const app = { ...web(`${REPOSITORY}:v1`), env: [{ name: "C", value: "d" }] };
  const workload = scene.kubernetes.addWorkload("deployments", "web", [sidecar, app], {
    initContainers: [migrate],
    spec: { replicas: 7 },
  });
  const before = structuredClone(workload.spec);
  expect((await create()).status).toBe(201);
  const digest = await push("v2", 2);
  await runJobs();
  const expected = structuredClone(before);
  for (const container of [
    expected.template.spec.containers[1],
    expected.template.spec.initContainers?.[0],
  ]) {
    if (container) container.image = `${REPOSITORY}:v2`;
  }
  expect(workload.spec).toEqual(expected);
  expect(await newest()).toBe("rolling null");
  workload.status = { ...done(7), readyReplicas: 3, availableReplicas: 3 };
  await later();
  expect(await newest()).toBe("rolling null");
  workload.status = done(7);
  await later();
  const [firing] = await firings();
  expect(firing).toMatchObject({
    state: "success",
    reason: "complete",
    tag: "v2",
    digest,
    creator_name: "admin",
  });
  expect(firing?.changes).toEqual([
    { container: "migrate", is_init: true, before: `${REPOSITORY}:v1`, after: `${REPOSITORY}:v2` },
    { container: "app", is_init: false, before: `${REPOSITORY}:v1`, after: `${REPOSITORY}:v2` },
  ]);
  const shown = (await call("GET", `${IMAGE}/triggers/deploy`)).json;
  expect(shown).toMatchObject({ trigger_history: [{ tag: "v2", result: "success", application: "web" }] });
});

test("one content under three tags sets the image once, and the same bytes again do nothing", async () => {
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:old`)]);
  await push("v0", 9);
  await create({ trigger_type: "tag", condition: "staging;production" });
  for (const tag of ["sha1", "main", "staging"]) await push(tag, 1);
  await runJobs();
  expect(scene.kubernetes.patches()).toHaveLength(1);
  await push("staging", 1);
  await later();
  expect(scene.kubernetes.patches()).toHaveLength(1);
  expect(await firings()).toHaveLength(1);
});

test("a workload that runs the image already is left alone, as unchanged", async () => {
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v2`, "Never")]);
  await push("v1", 1);
  await create({ container: "app" });
  const { digest } = await prepareManifest(scene.registry, "team/web", [2]);
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v2@${digest}`)]);
  await push("v2", 2);
  await runJobs();
  expect([await newest(), scene.kubernetes.patches()]).toEqual(["success unchanged", []]);
});

test("other content under the same tag runs: by its digest where nodes do not pull again, else by new pods", async () => {
  const first = await push("main", 1);
  const pinned = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:main`)]);
  const pulling = scene.kubernetes.addWorkload("deployments", "pulls", [web(`${REPOSITORY}:main`, "Always")]);
  await create();
  await create({ name: "pulls", application: "pulls" });
  const second = await push("main", 2);
  await runJobs();
  expect(pinned.spec.template.spec.containers[0]?.image).toBe(`${REPOSITORY}:main@${second}`);
  expect(pulling.spec.template.spec.containers[0]?.image).toBe(`${REPOSITORY}:main`);
  const restarted = pulling.spec.template.metadata.annotations;
  expect(restarted).toEqual({ "kubectl.kubernetes.io/restartedAt": expect.stringMatching(/^2026-03-01T/) });
  const third = await push("main", 3);
  await runJobs();
  expect(pinned.spec.template.spec.containers[0]?.image).toBe(`${REPOSITORY}:main@${third}`);
  // Back to what ran before: by its digest, as the tag has other content now.
  const [, earlier] = await firings();
  await consoleCall("POST", `triggers/deploy/firings/${earlier?.id}/rollback`);
  await runJobs();
  expect(pinned.spec.template.spec.containers[0]?.image).toBe(`${REPOSITORY}:main@${first}`);
});

test.each([
  ["a new tag", "v2", "IfNotPresent"],
  ["a new tag, pulled always", "v2", "Always"],
  ["a moved tag", "main", "IfNotPresent"],
  ["a moved tag, pulled always", "main", "Always"],
])(
  "two triggers of a workload make new pods once for a push of %s, and both tell of it",
  async (_, tag, policy) => {
    const { deps } = scene.registry;
    const { clock } = deps;
    let asked = 0;
    deps.clock = () => new Date(clock().getTime() + asked++);
    await push("main", 1);
    const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:main`, policy)]);
    await create();
    await create({ name: "also", container: "app" });
    const both = async () => [await newest(), await newest("also")].toSorted();
    for (const seed of [2, 3]) {
      await push(tag, seed);
      await runJobs();
      expect(await both()).toEqual(["rolling null", "rolling null"]);
      expect(scene.kubernetes.patches()).toHaveLength(seed - 1);
      workload.status = { ...done(), observedGeneration: workload.metadata.generation };
      await later();
      expect(await both()).toEqual(["success complete", "success complete"]);
    }
    await push(tag, 4);
    await runJobs();
    workload.status = {
      ...done(),
      observedGeneration: workload.metadata.generation,
      conditions: [{ type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" }],
    };
    await later();
    expect(await both()).toEqual(["failed stalled", "failed stalled"]);
  },
);

test("what one trigger has set before a crash, the other leaves alone", async () => {
  await push("v1", 1);
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await create({ name: "also" });
  await push("v2", 2);
  const { outbound } = scene.kubernetes;
  let patches = 0;
  scene.registry.deps.outbound = async (request): Promise<OutboundAnswer> => {
    const answer = await outbound(request);
    if (request.method === "PATCH" && patches++ === 0) throw new OutboundError("cut", "the answer was lost");
    return answer;
  };
  await runJobs();
  workload.status = done();
  await later();
  await later();
  expect([await newest(), await newest("also")]).toEqual(["success complete", "success complete"]);
  expect(scene.kubernetes.patches()).toHaveLength(1);
});

test.each(["IfNotPresent", "Always"])(
  "a crash while a trigger finds what the other has set changes nothing: %s",
  async (policy) => {
    await push("v1", 1);
    const container = web(`${REPOSITORY}:v1`, policy);
    const workload = scene.kubernetes.addWorkload("deployments", "web", [container]);
    await create();
    await create({ name: "also" });
    await push("v2", 2);
    // The second one has written down what it found, and does not come to its end.
    const { db } = scene.registry.deps;
    await sql`create trigger ends before update of generation on trigger_firings
      when (select count(*) from trigger_firings where changes is not null) = 2
      begin select raise(abort, 'ends here'); end`.execute(db);
    await runJobs();
    await sql`drop trigger ends`.execute(db);
    await later();
    workload.status = done();
    await later();
    expect([await newest(), await newest("also")]).toEqual(["success complete", "success complete"]);
    expect(scene.kubernetes.patches()).toHaveLength(1);
  },
);

test("both triggers of a workload go back to what it ran before", async () => {
  await push("v1", 1);
  await push("main", 2);
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`, "Always")]);
  await create();
  await create({ name: "also" });
  await push("main", 3);
  await runJobs();
  for (const name of ["deploy", "also"]) {
    const [firing] = await firings(name);
    expect(firing?.back).toMatchObject([{ before: `${REPOSITORY}:main`, after: `${REPOSITORY}:v1` }]);
  }
});

/** Puts off what the newest firing of the trigger `also` is to do. Answers a function that has it done. */
async function putOff(): Promise<() => Promise<void>> {
  const { clock, db } = scene.registry.deps;
  const [firing] = await firings("also");
  const job = db.updateTable("jobs").where("kind", "=", FIRING_JOB).where("key", "=", String(firing?.id));
  await job.set({ run_at: "2099-01-01T00:00:00.000Z" }).execute();
  return async () => {
    await job.set({ run_at: clock().toISOString() }).execute();
    await runJobs();
  };
}

test("what another trigger has set for a later push ends no firing as replaced", async () => {
  await push("v1", 1);
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await create({ name: "also" });
  await push("v2", 2);
  await runJobs();
  await push("v3", 3);
  // Looked at again after the first trigger has set v3, and before the second one finds it.
  const goOn = await putOff();
  await later();
  const shown = async () => (await firings("also")).map(({ tag, state, reason }) => [tag, state, reason]);
  expect(await shown()).toEqual([
    ["v3", "waiting", null],
    ["v2", "success", "superseded"],
  ]);
  await goOn();
  expect(await shown()).toEqual([
    ["v3", "rolling", null],
    ["v2", "success", "superseded"],
  ]);
  expect(scene.kubernetes.patches()).toHaveLength(2);
});

test("a firing that comes late undoes nothing that another trigger has set since", async () => {
  await push("v1", 1);
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  const image = () => workload.spec.template.spec.containers[0]?.image;
  await create();
  await create({ name: "also" });
  await push("v2", 2);
  const goOn = await putOff();
  await runJobs();
  const [firing] = await firings();
  await consoleCall("POST", `triggers/deploy/firings/${firing?.id}/rollback`);
  await runJobs();
  expect(image()).toBe(`${REPOSITORY}:v1`);
  await goOn();
  expect([image(), await newest("also")]).toEqual([`${REPOSITORY}:v1`, "success superseded"]);
});

test("what others decided for a push is found without going through their histories", async () => {
  await push("v1", 1);
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  const { deps } = scene.registry;
  const { db } = deps;
  const recording = recordStatements(db);
  deps.db = recording.db;
  await runJobs();
  deps.db = db;
  const found = recording.asked.find(({ sql }) => sql.includes(`"firings"."id" < ?`));
  expect(found && (await planOf(db, found))).toContainEqual(
    expect.stringMatching(/^SEARCH firings .*\(trigger_id=\? AND id>\? AND id<\?\)$/),
  );
});

test("an earlier firing that comes late does not undo a later one", async () => {
  await push("v1", 1);
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  scene.kubernetes.fault = () => failure(503, "ServiceUnavailable", "later");
  await runJobs();
  scene.kubernetes.fault = undefined;
  await push("v3", 3);
  await runJobs();
  await later();
  const [third, second] = await firings();
  expect([third?.tag, second?.tag, second?.reason]).toEqual(["v3", "v2", "superseded"]);
  expect(workload.spec.template.spec.containers[0]?.image).toBe(`${REPOSITORY}:v3`);
});

test("a firing replaced during its roll-out is superseded if a later firing did it, replaced if others did", async () => {
  await push("v1", 1);
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  await runJobs();
  scene.registry.deps.outbound = async (request) => {
    scene.registry.deps.outbound = scene.kubernetes.outbound;
    await push("v3", 3);
    await runJobs();
    return await scene.kubernetes.outbound(request);
  };
  await later();
  expect((await firings()).map(({ tag, reason }) => [tag, reason])).toContainEqual(["v2", "superseded"]);
  workload.spec.template.spec.containers = [web("somebody/else:1")];
  await later();
  expect(await newest()).toBe("failed replaced");
});

test("an earlier firing that comes late does not undo what a later one found in place", async () => {
  await push("v1", 1);
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  scene.kubernetes.fault = () => failure(503, "ServiceUnavailable", "later");
  await runJobs();
  scene.kubernetes.fault = undefined;
  const third = await push("v3", 3);
  workload.spec.template.spec.containers = [web(`${REPOSITORY}:v3@${third}`)];
  await runJobs();
  await later();
  expect((await firings()).map(({ reason }) => reason)).toEqual(["unchanged", "superseded"]);
  expect(workload.spec.template.spec.containers[0]?.image).toBe(`${REPOSITORY}:v3@${third}`);
});

test("a cluster that hangs holds up no other trigger", async () => {
  await push("v1", 1);
  for (const name of ["one", "two", "three"])
    scene.kubernetes.addWorkload("deployments", name, [web(`${REPOSITORY}:v1`)]);
  await create({ name: "one", application: "one", cluster_id: "slow" });
  await create({ name: "two", application: "two" });
  await create({ name: "three", application: "three" });
  const hanging = Promise.withResolvers<Response>();
  scene.kubernetes.fault = ({ url, method }) =>
    url.includes("/one") && method === "GET" ? hanging.promise : undefined;
  await push("v2", 2);
  const runner = createJobRunner(scene.registry.deps, [firingRun]);
  await runner.tick();
  await expect
    .poll(async () => [await newest("two"), await newest("three")])
    .toEqual(["rolling null", "rolling null"]);
  expect(await newest("one")).toBe("waiting null");
  hanging.resolve(failure(503, "ServiceUnavailable", "too late"));
  await runner.idle();
});

test.each([
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not_found"],
  [422, "invalid"],
] as const)("a refusal %i ends it at once, with the cluster's words in one line", async (status, reason) => {
  await push("v1", 1);
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  scene.kubernetes.fault = () => failure(status, "Reason", `no <b>\u202e\n${"x".repeat(9000)}`);
  await runJobs();
  const [firing] = await firings();
  expect(firing).toMatchObject({ state: "failed", reason });
  expect(firing?.detail).toMatch(/^\d{3}: no <b> x{400}/);
  expect(firing?.detail.length).toBeLessThan(600);
  expect(scene.kubernetes.seen.filter(({ path }) => path.endsWith("/web"))).toHaveLength(2);
});

test("a passing failure is tried again, then given up", async () => {
  await push("v1", 1);
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  scene.kubernetes.fault = () => {
    throw new OutboundError("cut", "the connection was cut (ECONNRESET)");
  };
  await runJobs();
  expect(await newest()).toBe("waiting null");
  for (let attempt = 2; attempt <= 6; attempt++) await later(10 * 60_000);
  expect(await newest()).toBe("failed cut");
  scene.kubernetes.fault = undefined;
  const [failed] = await firings();
  await consoleCall("POST", `triggers/deploy/firings/${failed?.id}/retry`);
  await runJobs();
  expect([await newest(), scene.kubernetes.patches().length]).toEqual(["rolling null", 1]);
});

test("a retry of what runs already follows its roll-out, and sends nothing", async () => {
  await push("v1", 1);
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  const digest = await push("v2", 2);
  workload.spec.template.spec.containers = [web(`${REPOSITORY}:v2@${digest}`)];
  await runJobs();
  expect(await newest()).toBe("success unchanged");
  const [unchanged] = await firings();
  await consoleCall("POST", `triggers/deploy/firings/${unchanged?.id}/retry`);
  await runJobs();
  expect(await newest()).toBe("rolling null");
  workload.status = done(1, 1);
  await later();
  expect([await newest(), scene.kubernetes.patches()]).toEqual(["success complete", []]);
});

test("a workload changed by others at the same moment is read again, and their change stays", async () => {
  await push("v1", 1);
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  scene.kubernetes.fault = ({ method }) => {
    if (method !== "PATCH" || workload.spec.replicas === 5) return undefined;
    workload.spec.replicas = 5;
    workload.metadata.resourceVersion = "moved";
    return undefined;
  };
  await runJobs();
  expect(scene.kubernetes.patches()).toHaveLength(2);
  expect([workload.spec.replicas, workload.spec.template.spec.containers[0]?.image]).toEqual([
    5,
    `${REPOSITORY}:v2`,
  ]);
});

test.each(["IfNotPresent", "Always"])(
  "a crash after the patch loses neither the roll-out nor the way back, where nodes pull %s",
  async (policy) => {
    await push("v1", 1);
    const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`, policy)]);
    await create();
    await push("v2", 2);
    const { outbound } = scene.kubernetes;
    scene.registry.deps.outbound = async (request): Promise<OutboundAnswer> => {
      const answer = await outbound(request);
      if (request.method === "PATCH") throw new OutboundError("cut", "the answer was lost");
      return answer;
    };
    await runJobs();
    scene.registry.deps.outbound = outbound;
    await later();
    workload.status = done();
    await later();
    const [firing] = await firings();
    expect(firing).toMatchObject({ state: "success", reason: "complete", back: [{ container: "app" }] });
    expect(firing?.changes).toMatchObject([{ before: `${REPOSITORY}:v1`, after: `${REPOSITORY}:v2` }]);
    expect(scene.kubernetes.patches()).toHaveLength(1);
  },
);

test("a missing container or cluster fails the firing", async () => {
  await push("v1", 1);
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create({ container: "app" });
  workload.spec.template.spec.containers = [{ name: "renamed", image: `${REPOSITORY}:v1` }];
  await push("v2", 2);
  await runJobs();
  expect([await newest(), scene.kubernetes.patches()]).toEqual(["failed no_container", []]);
  scene.registry.deps.config.clusters = [];
  await push("v3", 3);
  await runJobs();
  expect(await newest()).toBe("failed no_cluster");
});

test("a trigger that is off, or whose condition is another, does not fire; one that is deleted takes its jobs along", async () => {
  await push("v1", 1);
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create({ trigger_type: "regular", condition: "^v2.*" });
  await push("v3", 3);
  expect(await firings()).toEqual([]);
  expect((await call("PATCH", `${IMAGE}/triggers/deploy`, { body: { enable: "false" } })).status).toBe(201);
  await push("v2", 2);
  expect(await firings()).toEqual([]);
  await call("PATCH", `${IMAGE}/triggers/deploy`, { body: { enable: "true" } });
  await call("POST", `${IMAGE}/tags`, {
    body: { source_tag: "v2", destination_tag: "v2.1", override: false },
  });
  expect(await firings()).toMatchObject([{ tag: "v2.1" }]);
  expect((await call("DELETE", `${IMAGE}/triggers/deploy`)).status).toBe(204);
  const jobs = scene.registry.deps.db.selectFrom("jobs").selectAll().where("kind", "=", firingRun.name);
  expect(await jobs.execute()).toEqual([]);
  await runJobs();
  expect(scene.kubernetes.patches()).toEqual([]);
});
