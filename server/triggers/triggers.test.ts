import { expect, test } from "vitest";
import { TRIGGERS_PER_IMAGE } from "../../core/limits.ts";
import { LEVEL } from "../../core/permissions.ts";
import { failure } from "../../mocks/kubernetes.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { trigger } from "../../tests/support/trigger-body.ts";
import { done, IMAGE, REPOSITORY, setUpTriggers, web } from "../../tests/support/trigger-scene.ts";

const { scene, call, push, create, runJobs, later, consoleCall, newest } = setUpTriggers();

test("on the wire all is text, and each refusal has its code", async () => {
  await push("v1", 1);
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
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

test("triggers of an image and firings of a trigger are limited", async () => {
  await push("v1", 1);
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  for (let at = 0; at < TRIGGERS_PER_IMAGE; at++)
    await create({ name: `t${at}`, enable: at === 0 ? "true" : "false" });
  expect((await create()).code).toBe("4000014");
  const { db } = scene.registry.deps;
  const { id } = await db.selectFrom("triggers").select("id").orderBy("id").executeTakeFirstOrThrow();
  const now = scene.registry.deps.clock().toISOString();
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
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  await push("v2", 2);
  await runJobs();
  workload.status = done();
  await later();
  expect(await newest("t0")).toBe("success complete");
  const kept = await db.selectFrom("trigger_firings").select("id").execute();
  expect(kept).toHaveLength(500);
});

test("hostile names are refused, and read alone makes no trigger", async () => {
  await push("v1", 1);
  scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
  for (const text of HOSTILE_STRINGS) {
    for (const field of ["name", "application", "cluster_ns", "container", "cluster_id"]) {
      expect([field, text, (await create({ [field]: text })).status]).toEqual([field, text, 400]);
    }
  }
  await scene.registry.grant(scene.registry.organizations.team, scene.registry.member, LEVEL.read);
  expect((await create({}, scene.registry.member)).status).toBe(403);
});

test("pickers follow long lists, begin again where a continuation expired, and say what fails", async () => {
  await push("v1", 1);
  scene.kubernetes.namespaces = Array.from({ length: 1253 }, (_, at) => `ns-${at}`);
  let lost = false;
  scene.kubernetes.fault = ({ url }) => {
    if (lost || !url.includes("continue=500")) return undefined;
    lost = true;
    return failure(410, "Expired", "The provided continue parameter is too old");
  };
  const listed = await consoleCall<{ namespaces: string[] }>("GET", "clusters/prod/namespaces");
  expect([listed.namespaces.length, new Set(listed.namespaces).size, lost]).toEqual([1253, 1253, true]);
  scene.kubernetes.addWorkload("deployments", "api", [web("registry.example/team/website:1")]);
  scene.kubernetes.addWorkload("statefulsets", "web", [web(`${REPOSITORY}@sha256:${"0".repeat(64)}`)]);
  const path = "clusters/prod/workloads?cluster_ns=team-a";
  const { workloads } = await consoleCall<{ workloads: { name: string }[] }>("GET", path);
  expect(workloads.map(({ name }) => name)).toEqual(["web", "api"]);
  scene.kubernetes.verbs.delete("list");
  expect(await consoleCall("GET", path)).toMatchObject({ workloads: [], failure: { reason: "forbidden" } });
});
