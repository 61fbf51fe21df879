import { expect, test } from "vitest";
import { done, REPOSITORY, setUpTriggers, web } from "../../tests/support/trigger-scene.ts";

const { scene, push, create, runJobs, later, consoleCall, firings, newest } = setUpTriggers();

test.each([
  ["deployments", { paused: true }, {}, "success paused"],
  ["statefulsets", { updateStrategy: { type: "OnDelete" } }, {}, "success on_delete"],
  [
    "statefulsets",
    { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 1 } } },
    { observedGeneration: 2 },
    "success partition",
  ],
] as const)(
  "%s that do not replace Pods by themselves end with the reason",
  async (app_type, spec, status, end) => {
    await push("v1", 1);
    scene.kubernetes.addWorkload(app_type, "web", [web(`${REPOSITORY}:v1`)], { spec, status });
    await create({ app_type });
    await push("v2", 2);
    await runJobs();
    expect(scene.kubernetes.patches()).toHaveLength(1);
    await later();
    expect(await newest()).toBe(end);
  },
);

test("a StatefulSet with a partition is complete as far as the partition lets it", async () => {
  await push("v1", 1);
  const spec = { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } };
  const workload = scene.kubernetes.addWorkload("statefulsets", "web", [web(`${REPOSITORY}:v1`)], { spec });
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

test("a stalled Deployment says why, and a stall from before the patch does not count", async () => {
  await push("v1", 1);
  const exceeded = {
    type: "Progressing",
    status: "False",
    reason: "ProgressDeadlineExceeded",
    message: 'ReplicaSet "web-1" has timed out progressing.',
  };
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)], {
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
  const workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:v1`)]);
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
  const workload = scene.kubernetes.addWorkload("statefulsets", "web", [web(`${REPOSITORY}:v1`)]);
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
