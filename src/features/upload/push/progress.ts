/** How far a push is, as the tray shows it. */
import type { ArchiveBlobPush, PushPlan } from "./push-plan.ts";

export interface LayerProgress {
  digest: string;
  size: number;
  sent: number;
  state: ArchiveBlobPush["state"];
}

export interface PushProgress {
  layers: LayerProgress[];
  /** Bytes of all layers and configs, and of those the registry has: sent now or known before. */
  totalBytes: number;
  presentBytes: number;
  sentBytes: number;
  /** Bytes a second, smoothed; undefined until something was measured. */
  speed: number | undefined;
  /** For how long not a byte has gone out, in ms. */
  stalledMs: number;
}

export function progressOf(
  plan: PushPlan,
  measured: Pick<PushProgress, "speed" | "stalledMs">,
): PushProgress {
  const pushes = plan.flatMap(({ blobs }) => blobs);
  const sum = (count: (push: ArchiveBlobPush) => number) =>
    pushes.reduce((total, push) => total + count(push), 0);
  return {
    layers: pushes
      .filter(({ blob }) => blob.kind === "layer")
      .map(({ blob, sent, state }) => ({ digest: blob.digest, size: blob.size, sent, state })),
    totalBytes: sum(({ blob }) => blob.size),
    presentBytes: sum(({ blob, state, sent }) => (state === "known" ? blob.size : sent)),
    sentBytes: sentBytesOf(plan),
    ...measured,
  };
}

export function sentBytesOf(plan: PushPlan): number {
  return plan.flatMap(({ blobs }) => blobs).reduce((total, { sent }) => total + sent, 0);
}
