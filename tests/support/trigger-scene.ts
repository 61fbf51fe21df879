/** The image `team/web`, whose triggers act on the clusters `prod` and `slow`, which a stand-in answers. */
import { afterEach, beforeEach } from "vitest";
import type { Firing } from "../../core/console-operations/firings.ts";
import { createFakeKubernetes, type FakeKubernetes } from "../../mocks/kubernetes.ts";
import { firingRun } from "../../server/firings/run.ts";
import { createJobRunner } from "../../server/jobs/runner.ts";
import { callsTo } from "./call.ts";
import { digestOf, prepareManifest, putManifest, startTestRegistry, type TestRegistry } from "./registry.ts";
import { trigger } from "./trigger-body.ts";

export const IMAGE = "/v2/manage/namespaces/team/repos/web";
export const REPOSITORY = "registry.example/team/web";

/** Call once at the top of the test file: each test begins with a new service and cluster. */
export function setUpTriggers() {
  const scene = {} as { registry: TestRegistry; kubernetes: FakeKubernetes };
  beforeEach(async () => {
    scene.kubernetes = createFakeKubernetes();
    scene.registry = await startTestRegistry();
    scene.registry.deps.outbound = scene.kubernetes.outbound;
    const connection = { server: "https://k8s.example", token: "secret-token" };
    scene.registry.deps.config.clusters = ["prod", "slow"].map((id) => ({
      id,
      name: id,
      connection,
      isOperators: true,
    }));
  });
  afterEach(() => scene.registry.close());

  const call = callsTo(() => scene.registry);

  /** Pushes content of its own for each seed. Answers the digest. */
  async function push(tag: string, seed: number): Promise<string> {
    const { content } = await prepareManifest(scene.registry, "team/web", [seed]);
    await putManifest(scene.registry, "team/web", tag, content);
    return digestOf(content);
  }

  const create = (more: object = {}, by = scene.registry.admin) =>
    call("POST", `${IMAGE}/triggers`, { body: trigger(more), by });

  async function runJobs(): Promise<void> {
    const runner = createJobRunner(scene.registry.deps, [firingRun]);
    await runner.tick();
    await runner.idle();
  }

  /** Until the roll-out is looked at again. */
  async function later(ms = 60_000): Promise<void> {
    scene.registry.advance(ms);
    await runJobs();
  }

  async function consoleCall<Value>(method: string, path: string, body?: unknown): Promise<Value> {
    const headers = await scene.registry.signIn();
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await scene.registry.app.request(`/api/images/team/web/${path}`, init);
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

  return { scene, call, push, create, runJobs, later, consoleCall, firings, newest };
}

/** A container that runs the image. */
export const web = (image: string, imagePullPolicy = "IfNotPresent") => ({
  name: "app",
  image,
  imagePullPolicy,
});

/** The status of a workload whose roll-out is complete. */
export const done = (replicas = 1, observedGeneration = 2) => ({
  observedGeneration,
  replicas,
  updatedReplicas: replicas,
  readyReplicas: replicas,
  availableReplicas: replicas,
});
