/**
 * Writes to a copy's record how far it is, about once a second: for people to see, and for a later try to go on from.
 */
import type { BlobPush } from "../../core/registry-client/push-blob.ts";
import { createSpeedometer } from "../../core/registry-client/speedometer.ts";
import type { ActorContext } from "../context.ts";
import { inUnsyncedTransaction } from "../transaction.ts";

const EVERY_MS = 1000;

export interface Progress {
  /** Called whenever something has changed. */
  changed(): void;
  /** Writes the last state. Throws what an earlier write failed with. */
  settle(): Promise<void>;
}

/** Reads `pushes` at each write, so what is added to it later counts too. */
export function trackProgress(context: ActorContext, id: number, pushes: readonly BlobPush[]): Progress {
  const speedometer = createSpeedometer();
  let written = Number.NEGATIVE_INFINITY;
  let locations = "";
  let writing: Promise<unknown> = Promise.resolve();

  function write(): void {
    const sum = sumOf(pushes);
    const speed = speedometer.measure(sum.sent_bytes, performance.now());
    const uploads = uploadsOf(pushes);
    written = performance.now();
    locations = uploads;
    const row = {
      ...sum,
      speed: speed === undefined ? null : Math.round(speed),
      uploads,
      updated_at: context.clock().toISOString(),
    };
    writing = writing.then(() =>
      inUnsyncedTransaction(context, ({ db }) =>
        db.updateTable("sync_records").set(row).where("id", "=", id).where("ended_at", "is", null).execute(),
      ),
    );
    writing.catch(() => undefined);
  }

  return {
    changed() {
      // A new upload is written down at once: after a crash nobody would know of it.
      if (performance.now() - written >= EVERY_MS || locations !== uploadsOf(pushes)) write();
    },
    async settle() {
      write();
      await writing;
    },
  };
}

function sumOf(pushes: readonly BlobPush[]) {
  const sum = (count: (push: BlobPush) => number) => pushes.reduce((total, push) => total + count(push), 0);
  return {
    total_bytes: sum(({ blob }) => blob.size),
    sent_bytes: sum(({ sent }) => sent),
    skipped_bytes: sum(({ blob, state }) => (state === "known" ? blob.size : 0)),
  };
}

function uploadsOf(pushes: readonly BlobPush[]): string {
  const open = pushes.filter(({ location }) => location !== undefined);
  return JSON.stringify(Object.fromEntries(open.map(({ blob, location }) => [blob.digest, location])));
}
