/** How far a roll-out is, read from the workload alone: watching Pods or ReplicaSets would take further rights. */
import type { FiringReason } from "../../core/console-operations/firings.ts";
import { type Rollout, readRollout, tellRollout } from "../../core/rollout.ts";
import type { Workload, WorkloadRef } from "./workload.ts";

export type Progress =
  | { state: "rolling"; detail: string }
  | { state: "success" | "failed"; reason: FiringReason; detail: string };

/** `generation` is the workload's after the patch; a status of an older generation does not count yet. */
export function progressOf(kind: WorkloadRef["kind"], workload: Workload, generation: number): Progress {
  return kind === "deployments"
    ? progressOfDeployment(workload, generation)
    : progressOfStatefulSet(workload, generation);
}

function progressOfDeployment({ spec, status }: Workload, generation: number): Progress {
  if (spec.paused) return { state: "success", reason: "paused", detail: "" };
  const counts = countsOf(spec.replicas, status);
  const rolling: Progress = { state: "rolling", detail: tellRollout(counts) };
  if (status.observedGeneration < generation) return rolling;
  const progressing = status.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.status === "False" && progressing.reason === "ProgressDeadlineExceeded") {
    const detail = tellRollout({ ...counts, words: progressing.message });
    return { state: "failed", reason: "stalled", detail };
  }
  const isDone = [status.updatedReplicas, status.replicas, status.availableReplicas].every(
    (count) => count === spec.replicas,
  );
  return isDone ? { state: "success", reason: "complete", detail: rolling.detail } : rolling;
}

function progressOfStatefulSet({ spec, status }: Workload, generation: number): Progress {
  if (spec.updateStrategy?.type === "OnDelete") return { state: "success", reason: "on_delete", detail: "" };
  const partition = spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  const wanted = Math.max(0, spec.replicas - partition);
  const detail = tellRollout(countsOf(wanted, status));
  if (partition > 0 && wanted === 0) return { state: "success", reason: "partition", detail };
  const isSeen = status.observedGeneration >= generation;
  if (!isSeen || status.readyReplicas !== spec.replicas) return { state: "rolling", detail };
  if (partition > 0) {
    const isDone = status.updatedReplicas >= wanted;
    return isDone ? { state: "success", reason: "partition", detail } : { state: "rolling", detail };
  }
  const isDone =
    status.updatedReplicas === status.replicas && status.currentRevision === status.updateRevision;
  return isDone ? { state: "success", reason: "complete", detail } : { state: "rolling", detail };
}

/** A Deployment says itself why it stalls; for a StatefulSet the Pod it waits for is named. */
export function tellStalled(kind: WorkloadRef["kind"], workload: Workload, detail: string): string {
  const rollout = readRollout(detail);
  if (kind === "deployments" || !rollout) return detail;
  return tellRollout({ ...rollout, pod: awaitedPod(workload) });
}

/**
 * The Pod a StatefulSet waits for: it replaces them one by one, from the last. After going back it still waits for the
 * broken Pod, which only people can delete.
 */
function awaitedPod({ metadata, spec, status }: Workload): string {
  const isBack = status.currentRevision === status.updateRevision;
  const ordinal = isBack ? status.updatedReplicas : spec.replicas - Math.max(1, status.updatedReplicas);
  const start = spec.ordinals?.start ?? 0;
  return `${metadata.name}-${start + Math.min(Math.max(0, ordinal), Math.max(0, spec.replicas - 1))}`;
}

function countsOf(wanted: number, { updatedReplicas, readyReplicas }: Workload["status"]): Rollout {
  return { updated: updatedReplicas, wanted, ready: readyReplicas };
}
