/** What the controllers of the demo's clusters make of a workload: a Pod at a time, and some never come to an end. */
import type { FakeWorkload } from "./kubernetes.ts";

const POD_MS = 1_500;
/** The demo's people wait for no ten minutes. */
const DEADLINE_MS = 12_000;

/** `stalling` are the names of workloads whose new Pods never become ready. */
export function createController(clock: () => Date, stalling: ReadonlySet<string>) {
  const seen = new WeakMap<FakeWorkload, { generation: number; since: number }>();
  return (workload: FakeWorkload, kind: string) => {
    const { generation, name } = workload.metadata;
    const now = clock().getTime();
    const last = seen.get(workload);
    // The first of all was rolled out long ago.
    const since = last?.generation === generation ? last.since : last || generation > 1 ? now : 0;
    seen.set(workload, { generation, since });
    const { replicas } = workload.spec;
    const done = Math.min(replicas, Math.floor((now - since) / POD_MS));
    const isStuck = stalling.has(name) && since > 0;
    return isStuck
      ? { ...statusOf(workload, kind, Math.min(1, done), replicas - 1), ...tellStalled(name, now - since) }
      : statusOf(workload, kind, done, replicas);
  };
}

function statusOf({ metadata, spec }: FakeWorkload, kind: string, updated: number, ready: number) {
  const isDone = updated === spec.replicas && ready === spec.replicas;
  return {
    observedGeneration: metadata.generation,
    replicas: spec.replicas,
    updatedReplicas: updated,
    readyReplicas: ready,
    availableReplicas: ready,
    ...(kind === "statefulsets" && { currentRevision: isDone ? "b" : "a", updateRevision: "b" }),
  };
}

function tellStalled(name: string, ms: number) {
  if (ms < DEADLINE_MS) return {};
  const message = `ReplicaSet "${name}-6d8f9c7b54" has timed out progressing.`;
  const reason = "ProgressDeadlineExceeded";
  return { conditions: [{ type: "Progressing", status: "False", reason, message }] };
}
