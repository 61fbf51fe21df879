import { afterEach, beforeEach, expect, test } from "vitest";
import type { Firing } from "../../core/console-operations/firings.ts";
import { TRIGGERS_PER_IMAGE } from "../../core/limits.ts";
import { LEVEL } from "../../core/permissions.ts";
import { createFakeKubernetes, type FakeKubernetes, failure } from "../../mocks/kubernetes.ts";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import {
  digestOf,
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { firingRun } from "../firings/run.ts";
import { createJobRunner } from "../jobs/runner.ts";
import { type OutboundAnswer, OutboundError } from "../ports/outbound.ts";

const IMAGE = "/v2/manage/namespaces/team/repos/web";
const REPOSITORY = "registry.example/team/web";

let registry: TestRegistry;
let kubernetes: FakeKubernetes;
beforeEach(async () => {
  kubernetes = createFakeKubernetes();
  registry = await startTestRegistry();
  registry.deps.outbound = kubernetes.outbound;
  const connection = { server: "https://k8s.example", token: "secret-token" };
  registry.deps.config.clusters = ["prod", "slow"].map((id) => ({
    id,
    name: id,
    connection,
    isOperators: true,
  }));
});
afterEach(() => registry.close());

const call = callsTo(() => registry);

/** Of its own content for each seed. Answers the digest. */
async function push(tag: string, seed: number): Promise<string> {
  const { content } = await prepareManifest(registry, "team/web", [seed]);
  await putManifest(registry, "team/web", tag, content);
  return digestOf(content);
}

const trigger = (more: object = {}) => ({
  name: "deploy",
  action: "update",
  app_type: "deployments",
  application: "web",
  cluster_id: "prod",
  cluster_ns: "team-a",
  trigger_type: "all",
  condition: ".*",
  enable: "true",
  ...more,
});

const create = (more: object = {}, by = registry.admin) =>
  call("POST", `${IMAGE}/triggers`, { body: trigger(more), by });

async function runJobs(): Promise<void> {
  const runner = createJobRunner(registry.deps, [firingRun]);
  await runner.tick();
  await runner.idle();
}

/** Until the roll-out is looked at again. */
async function later(ms = 60_000): Promise<void> {
  registry.advance(ms);
  await runJobs();
}

async function consoleCall<Value>(method: string, path: string, body?: unknown): Promise<Value> {
  const headers = await registry.signIn();
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await registry.app.request(`/api/images/team/web/${path}`, init);
  return (await response.json()) as Value;
}

async function firings(name = "deploy"): Promise<Firing[]> {
  return (await consoleCall<{ firings: Firing[] }>("GET", `triggers/${name}/firings`)).firings;
}

/** `state reason` of the newest. */
async function newest(name = "deploy"): Promise<string> {
  const [firing] = await firings(name);
  return `${firing?.state} ${firing?.reason}`;
}

const web = (image: string, imagePullPolicy = "IfNotPresent") => ({ name: "app", image, imagePullPolicy });
const done = (replicas = 1, observedGeneration = 2) => ({
  observedGeneration,
  replicas,
  updatedReplicas: replicas,
  readyReplicas: replicas,
  availableReplicas: replicas,
});

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
  const workload = kubernetes.addWorkload("deployments", "web", [sidecar, app], {
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
  kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:old`)]);
  await push("v0", 9);
  await create({ trigger_type: "tag", condition: "staging;production" });
  for (const tag of ["sha1", "main", "staging"]) await push(tag, 1);
  await runJobs();
  expect(kubernetes.patches()).toHaveLength(1);
  await push("staging", 1);
  await later();
  expect(kubernetes.patches()).toHaveLength(1);
  expect(await firings()).toHaveLength(1);
});

test("what runs already is told as unchanged, and nothing is sent", async () => {
  kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v2`, "Never")]);
  await push("v1", 1);
  await create({ container: "app" });
  const { digest } = await prepareManifest(registry, "team/web", [2]);
  kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v2@${digest}`)]);
  await push("v2", 2);
  await runJobs();
  expect([await newest(), kubernetes.patches()]).toEqual(["success unchanged", []]);
});

test("other content under the same tag runs: by its digest where nodes do not pull again, else by new pods", async () => {
  const first = await push("main", 1);
  const pinned = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:main`)]);
  const pulling = kubernetes.addWorkload("deployments", "pulls", [web(`${REPOSITORY}:main`, "Always")]);
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

test("of a trigger's firings the last one stays, however late an earlier one comes", async () => {
  await push("v1", 1);
  const workload = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  kubernetes.fault = () => failure(503, "ServiceUnavailable", "later");
  await runJobs();
  kubernetes.fault = undefined;
  await push("v3", 3);
  await runJobs();
  await later();
  const [third, second] = await firings();
  expect([third?.tag, second?.tag, second?.reason]).toEqual(["v3", "v2", "superseded"]);
  expect(workload.spec.template.spec.containers[0]?.image).toBe(`${REPOSITORY}:v3`);
});

test("what a later one replaces while its roll-out is looked at is superseded; what others replace is replaced", async () => {
  await push("v1", 1);
  const workload = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  await runJobs();
  registry.deps.outbound = async (request) => {
    registry.deps.outbound = kubernetes.outbound;
    await push("v3", 3);
    await runJobs();
    return await kubernetes.outbound(request);
  };
  await later();
  expect((await firings()).map(({ tag, reason }) => [tag, reason])).toContainEqual(["v2", "superseded"]);
  workload.spec.template.spec.containers = [web("somebody/else:1")];
  await later();
  expect(await newest()).toBe("failed replaced");
});

test("nor does it undo what a later one found in place", async () => {
  await push("v1", 1);
  const workload = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  kubernetes.fault = () => failure(503, "ServiceUnavailable", "later");
  await runJobs();
  kubernetes.fault = undefined;
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
    kubernetes.addWorkload("deployments", name, [web(`${REPOSITORY}:v1`)]);
  await create({ name: "one", application: "one", cluster_id: "slow" });
  await create({ name: "two", application: "two" });
  await create({ name: "three", application: "three" });
  const hanging = Promise.withResolvers<Response>();
  kubernetes.fault = ({ url, method }) =>
    url.includes("/one") && method === "GET" ? hanging.promise : undefined;
  await push("v2", 2);
  const runner = createJobRunner(registry.deps, [firingRun]);
  await runner.tick();
  await expect
    .poll(async () => [await newest("two"), await newest("three")])
    .toEqual(["rolling null", "rolling null"]);
  expect(await newest("one")).toBe("waiting null");
  hanging.resolve(failure(503, "ServiceUnavailable", "too late"));
  await runner.idle();
});

test.each([
  ["deployments", { paused: true }, {}, "success paused"],
  ["statefulsets", { updateStrategy: { type: "OnDelete" } }, {}, "success on_delete"],
  [
    "statefulsets",
    { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 1 } } },
    { observedGeneration: 2 },
    "success partition",
  ],
] as const)("%s that will not replace pods ends in its own words", async (app_type, spec, status, end) => {
  await push("v1", 1);
  kubernetes.addWorkload(app_type, "web", [web(`${REPOSITORY}:v1`)], { spec, status });
  await create({ app_type });
  await push("v2", 2);
  await runJobs();
  expect(kubernetes.patches()).toHaveLength(1);
  await later();
  expect(await newest()).toBe(end);
});

test("a StatefulSet with a partition is complete as far as the partition lets it", async () => {
  await push("v1", 1);
  const spec = { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } };
  const workload = kubernetes.addWorkload("statefulsets", "web", [web(`${REPOSITORY}:v1`)], { spec });
  await create({ app_type: "statefulsets" });
  await push("v2", 2);
  await runJobs();
  const revisions = { currentRevision: "a", updateRevision: "b" };
  workload.status = { observedGeneration: 2, replicas: 3, readyReplicas: 2, ...revisions };
  await later();
  expect(await newest()).toBe("rolling null");
  workload.status = {
    observedGeneration: 2,
    replicas: 3,
    readyReplicas: 3,
    updatedReplicas: 1,
    ...revisions,
  };
  await later();
  expect(await newest()).toBe("success partition");
});

test("a stalled Deployment tells why, but not by what stood there before the patch", async () => {
  await push("v1", 1);
  const exceeded = {
    type: "Progressing",
    status: "False",
    reason: "ProgressDeadlineExceeded",
    message: 'ReplicaSet "web-1" has timed out progressing.',
  };
  const workload = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)], {
    status: { conditions: [exceeded] },
  });
  await create();
  await push("v2", 2);
  await runJobs();
  await later();
  expect(await newest()).toBe("rolling null");
  workload.status = { observedGeneration: 2, replicas: 2, updatedReplicas: 1, conditions: [exceeded] };
  await later();
  const [firing] = await firings();
  expect(firing).toMatchObject({ state: "failed", reason: "stalled" });
  expect(firing?.detail).toContain("timed out progressing");
});

test("Pods that come and go, and come again, are followed for a day", async () => {
  await push("v1", 1);
  const workload = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  await runJobs();
  for (let hour = 0; hour < 24; hour++) {
    expect(await newest()).toBe("rolling null");
    workload.status = { ...done(2), readyReplicas: hour % 2, availableReplicas: 0 };
    await later(60 * 60_000);
  }
  expect(await newest()).toBe("failed stalled");
});

test("a broken StatefulSet stalls, also after going back, which then names the pod to delete", async () => {
  await push("v1", 1);
  const workload = kubernetes.addWorkload("statefulsets", "web", [web(`${REPOSITORY}:v1`)]);
  await create({ app_type: "statefulsets" });
  await push("v2", 2);
  await runJobs();
  const broken = { replicas: 1, currentRevision: "a" };
  workload.status = { ...broken, observedGeneration: 2, updatedReplicas: 1, updateRevision: "b" };
  await later(1_000);
  await later(11 * 60_000);
  expect(await newest()).toBe("failed stalled");
  const [stalled] = await firings();
  expect(stalled?.back).toHaveLength(1);
  await consoleCall("POST", `triggers/deploy/firings/${stalled?.id}/rollback`);
  await runJobs();
  expect(workload.spec.template.spec.containers[0]?.image).toBe(`${REPOSITORY}:v1`);
  workload.status = { ...broken, observedGeneration: 3, updateRevision: "a" };
  await later(1_000);
  await later(11 * 60_000);
  const [back] = await firings();
  expect(back).toMatchObject({ cause: "rollback", state: "failed", reason: "stalled" });
  expect(back?.detail).toContain("delete pod web-0");
});

test.each([
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not_found"],
  [422, "invalid"],
] as const)("a refusal %i ends it at once, with the cluster's words in one line", async (status, reason) => {
  await push("v1", 1);
  kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  kubernetes.fault = () => failure(status, "Reason", `no <b>\u202e\n${"x".repeat(9000)}`);
  await runJobs();
  const [firing] = await firings();
  expect(firing).toMatchObject({ state: "failed", reason });
  expect(firing?.detail).toMatch(/^\d{3}: no <b> x{400}/);
  expect(firing?.detail.length).toBeLessThan(600);
  expect(kubernetes.seen.filter(({ path }) => path.endsWith("/web"))).toHaveLength(2);
});

test("what may pass is tried again, then given up", async () => {
  await push("v1", 1);
  kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  kubernetes.fault = () => {
    throw new OutboundError("cut", "the connection was cut (ECONNRESET)");
  };
  await runJobs();
  expect(await newest()).toBe("waiting null");
  for (let attempt = 2; attempt <= 6; attempt++) await later(10 * 60_000);
  expect(await newest()).toBe("failed cut");
  kubernetes.fault = undefined;
  const [failed] = await firings();
  await consoleCall("POST", `triggers/deploy/firings/${failed?.id}/retry`);
  await runJobs();
  expect([await newest(), kubernetes.patches().length]).toEqual(["rolling null", 1]);
});

test("a retry of what runs already follows its roll-out, and sends nothing", async () => {
  await push("v1", 1);
  const workload = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
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
  expect([await newest(), kubernetes.patches()]).toEqual(["success complete", []]);
});

test("a change of others at the same moment is read again, and theirs stays", async () => {
  await push("v1", 1);
  const workload = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  kubernetes.fault = ({ method }) => {
    if (method !== "PATCH" || workload.spec.replicas === 5) return undefined;
    workload.spec.replicas = 5;
    workload.metadata.resourceVersion = "moved";
    return undefined;
  };
  await runJobs();
  expect(kubernetes.patches()).toHaveLength(2);
  expect([workload.spec.replicas, workload.spec.template.spec.containers[0]?.image]).toEqual([
    5,
    `${REPOSITORY}:v2`,
  ]);
});

test("a crash after the patch loses neither the roll-out nor the way back", async () => {
  await push("v1", 1);
  const workload = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create();
  await push("v2", 2);
  const { outbound } = kubernetes;
  registry.deps.outbound = async (request): Promise<OutboundAnswer> => {
    const answer = await outbound(request);
    if (request.method === "PATCH") throw new OutboundError("cut", "the answer was lost");
    return answer;
  };
  await runJobs();
  registry.deps.outbound = outbound;
  await later();
  workload.status = done();
  await later();
  const [firing] = await firings();
  expect(firing).toMatchObject({ state: "success", reason: "complete", back: [{ container: "app" }] });
  expect(firing?.changes).toMatchObject([{ before: `${REPOSITORY}:v1`, after: `${REPOSITORY}:v2` }]);
  expect(kubernetes.patches()).toHaveLength(1);
});

test("neither a container nor a cluster that is gone is made up", async () => {
  await push("v1", 1);
  const workload = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await create({ container: "app" });
  workload.spec.template.spec.containers = [{ name: "renamed", image: `${REPOSITORY}:v1` }];
  await push("v2", 2);
  await runJobs();
  expect([await newest(), kubernetes.patches()]).toEqual(["failed no_container", []]);
  registry.deps.config.clusters = [];
  await push("v3", 3);
  await runJobs();
  expect(await newest()).toBe("failed no_cluster");
});

test("a trigger that is off, or whose condition is another, does not fire; one that is deleted takes its jobs along", async () => {
  await push("v1", 1);
  kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
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
  const jobs = registry.deps.db.selectFrom("jobs").selectAll().where("kind", "=", firingRun.name);
  expect(await jobs.execute()).toEqual([]);
  await runJobs();
  expect(kubernetes.patches()).toEqual([]);
});

test("on the wire all is text, and each refusal has its code", async () => {
  await push("v1", 1);
  kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  expect((await create()).json).toEqual({});
  const shown = {
    ...trigger(),
    cluster_name: "prod",
    container: "",
    trigger_mode: "cce",
    creator_name: "admin",
    created_at: "2026-03-01T08:00:00.000Z",
  };
  expect((await call("GET", `${IMAGE}/triggers`)).json).toEqual([{ ...shown, trigger_history: null }]);
  expect((await call("GET", `${IMAGE}/triggers/deploy`)).json).toEqual({ ...shown, trigger_history: [] });
  expect((await create()).code).toBe("4000014");
  for (const wrong of [
    { cluster_id: "none" },
    { application: "none" },
    { container: "none" },
    { trigger_mode: "cci" },
    { trigger_type: "regular", condition: "[" },
    { trigger_type: "tag", condition: "a;;b" },
    { trigger_type: "tag", condition: Array.from({ length: 999 }, (_, at) => `v${at}`).join(";") },
    { cluster_ns: "../kube-system" },
    { application: "a/../b" },
  ]) {
    expect([wrong, (await create({ name: "other", ...wrong })).code]).toEqual([wrong, "4000014"]);
  }
  for (const method of ["GET", "DELETE"]) {
    const { status, code } = await call(method, `${IMAGE}/triggers/none`);
    expect([status, code]).toEqual([404, "4040126"]);
  }
});

test("an image has so many triggers and no more, and a trigger's history so many entries", async () => {
  await push("v1", 1);
  kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  for (let at = 0; at < TRIGGERS_PER_IMAGE; at++)
    await create({ name: `t${at}`, enable: at === 0 ? "true" : "false" });
  expect((await create()).code).toBe("4000014");
  const { db } = registry.deps;
  const { id } = await db.selectFrom("triggers").select("id").orderBy("id").executeTakeFirstOrThrow();
  const now = registry.deps.clock().toISOString();
  const old = {
    trigger_id: id,
    cause: "push" as const,
    tag: "v0",
    digest: "",
    previous_digest: null,
    state: "success" as const,
    reason: "complete" as const,
    targets: null,
    changes: null,
    generation: 1,
    creator_name: "admin",
    created_at: now,
    set_at: now,
    progressed_at: now,
    ended_at: now,
  };
  for (let at = 0; at < 6; at++) {
    await db
      .insertInto("trigger_firings")
      .values(Array.from({ length: 100 }, () => old))
      .execute();
  }
  const workload = kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await push("v2", 2);
  await runJobs();
  workload.status = done();
  await later();
  expect(await newest("t0")).toBe("success complete");
  const kept = await db.selectFrom("trigger_firings").select("id").execute();
  expect(kept).toHaveLength(500);
});

test("hostile names are refused or stay text, and read alone makes no trigger", async () => {
  await push("v1", 1);
  kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  for (const text of HOSTILE_STRINGS) {
    for (const field of ["name", "application", "cluster_ns", "container", "cluster_id"]) {
      expect([field, text, (await create({ [field]: text })).status]).toEqual([field, text, 400]);
    }
  }
  await registry.grant(registry.organizations.team, registry.member, LEVEL.read);
  expect((await create({}, registry.member)).status).toBe(403);
});

test("pickers follow long lists, begin again where they lost their place, and tell what keeps them", async () => {
  await push("v1", 1);
  kubernetes.namespaces = Array.from({ length: 1253 }, (_, at) => `ns-${at}`);
  let lost = false;
  kubernetes.fault = ({ url }) => {
    if (lost || !url.includes("continue=500")) return undefined;
    lost = true;
    return failure(410, "Expired", "The provided continue parameter is too old");
  };
  const listed = await consoleCall<{ namespaces: string[] }>("GET", "clusters/prod/namespaces");
  expect([listed.namespaces.length, new Set(listed.namespaces).size, lost]).toEqual([1253, 1253, true]);
  kubernetes.addWorkload("deployments", "api", [web("registry.example/team/website:1")]);
  kubernetes.addWorkload("statefulsets", "web", [web(`${REPOSITORY}@sha256:${"0".repeat(64)}`)]);
  const path = "clusters/prod/workloads?cluster_ns=team-a";
  const { workloads } = await consoleCall<{ workloads: { name: string }[] }>("GET", path);
  expect(workloads.map(({ name }) => name)).toEqual(["web", "api"]);
  kubernetes.verbs.delete("list");
  expect(await consoleCall("GET", path)).toMatchObject({ workloads: [], failure: { reason: "forbidden" } });
});
