/**
 * Carries out copies. There is one job for each region, which runs while a copy is due: a region that does not answer
 * holds up its own copies only, and a thousand copies are one job.
 */
import { RegistryFailure } from "../../core/registry-client/client.ts";
import { type Wait, wait as waitFor } from "../../core/registry-client/retry.ts";
import type { ActorContext } from "../context.ts";
import { type JobKind, type JobRun, waitAfter } from "../jobs/kind.ts";
import { findRegion } from "../regions/service.ts";
import { askRegion, regionOf, SYNC_JOB } from "../sync-records/ask.ts";
import { endRecord } from "../sync-records/end.ts";
import { failureOf, mayPass, PutRefused } from "./cause.ts";
import { copyTag, pauseBriefly } from "./copy-tag.ts";
import { beginCopy, type Copy, dueCopies, endedAmong, nextDue, putBackCopy } from "./due.ts";

/** Tags copied to a region at once. */
const COPIES_AT_ONCE = 3;
/** How soon a running job notices copies that were cancelled or asked for meanwhile. */
const LOOK_EVERY_MS = 1000;
/** Tries in a row without a byte of progress, and how many of them may be time-outs. */
const TRIES_MAX = 10;
const TIMEOUTS_MAX = 2;
/** How long an attempt may take: a region that takes more in one try and less in the next would be tried for ever. */
const ATTEMPT_MS = 3 * 24 * 60 * 60_000;

interface UnderWay {
  copy: Copy;
  abort: AbortController;
  done: Promise<void>;
}

export function createSyncRun(wait: Wait = waitFor): JobKind {
  return {
    name: SYNC_JOB,
    concurrency: 16,
    attempts: 5,
    async run(context) {
      const region = regionOf(context.key);
      const underWay = new Map<number, UnderWay>();
      const failed = new AbortController();
      try {
        for (;;) {
          context.signal.throwIfAborted();
          failed.signal.throwIfAborted();
          const copies = [...underWay.values()].map(({ copy }) => copy);
          for (const { id } of await endedAmong(context, copies)) underWay.get(id)?.abort.abort();
          await begin(context, underWay, failed, wait);
          if (underWay.size === 0) break;
          await anyOrAWhile([...underWay.values()].map(({ done }) => done));
        }
      } finally {
        for (const { abort } of underWay.values()) abort.abort();
        await Promise.all([...underWay.values()].map(({ done }) => done));
      }
      return (within) => comeBack(within, region);
    },
    async gaveUp(context, { key }) {
      await comeBack(context, regionOf(key), new Date(context.clock().getTime() + 5 * 60_000));
    },
  };
}

export const syncRun = createSyncRun();

async function anyOrAWhile(ends: Promise<void>[]): Promise<void> {
  const waiting = new AbortController();
  await Promise.race([...ends, waitFor(LOOK_EVERY_MS, waiting.signal).catch(() => undefined)]);
  waiting.abort();
}

async function comeBack(context: ActorContext, region: ReturnType<typeof regionOf>, notBefore?: Date) {
  const due = await nextDue(context, region);
  if (due) await askRegion(context, region, notBefore && notBefore > due ? notBefore : due);
}

async function begin(
  context: JobRun,
  underWay: Map<number, UnderWay>,
  failed: AbortController,
  wait: Wait,
): Promise<void> {
  const room = COPIES_AT_ONCE - underWay.size;
  if (room <= 0) return;
  const due = await dueCopies(context, regionOf(context.key), 10 * COPIES_AT_ONCE);
  for (const copy of due) {
    if (underWay.size === COPIES_AT_ONCE) return;
    if ([...underWay.values()].some((other) => isSameTag(other.copy, copy))) continue;
    const abort = new AbortController();
    const signal = AbortSignal.any([context.signal, abort.signal]);
    const done = carryOut(context, copy, wait, signal)
      .catch((error: unknown) => failed.abort(error))
      .finally(() => underWay.delete(copy.id));
    underWay.set(copy.id, { copy, abort, done });
  }
}

/** Two copies of one tag run one after the other, so that the newest content stays. */
function isSameTag(one: Copy, other: Copy): boolean {
  return (
    one.image_id === other.image_id &&
    one.tag === other.tag &&
    one.remote_organization === other.remote_organization
  );
}

/** Throws only what is neither the region's nor the copy's fault. */
async function carryOut(context: JobRun, asked: Copy, wait: Wait, signal: AbortSignal): Promise<void> {
  const copy = await beginCopy(context, asked);
  if (copy === "ended") return;
  const failed = (cause: "no_tag" | "no_region", detail = "") =>
    endRecord(context, asked.id, { state: "failed", cause, detail });
  if (copy === "no tag") return await failed("no_tag");
  // A backup that was restored without the data folder's key has no credentials any more.
  const unreadable = () => "unreadable" as const;
  const region = await findRegion(context, copy.account_id, copy.region_id).catch(unreadable);
  if (region === "unreadable") return await failed("no_region", "its credentials cannot be decrypted");
  if (!region) return await failed("no_region");
  try {
    await endRecord(
      context,
      copy.id,
      await copyTag(context, copy, region, { wait: pauseBriefly(wait), signal }),
    );
  } catch (error) {
    if (signal.aborted) return;
    await afterFailure(context, copy, error);
  }
}

async function afterFailure(context: JobRun, copy: Copy, error: unknown): Promise<void> {
  const failure = failureOf(error);
  if (failure.cause === "internal")
    context.log.error("a copy to another region failed", error, { id: copy.id });
  const { sent_bytes, skipped_bytes } = await context.db
    .selectFrom("sync_records")
    .select(["sent_bytes", "skipped_bytes"])
    .where("id", "=", copy.id)
    .executeTakeFirstOrThrow();
  // The next try skips the layers that an earlier one sent, so both count.
  const hasMoved = sent_bytes + skipped_bytes > copy.sent_bytes + copy.skipped_bytes;
  const tries = hasMoved ? 1 : copy.tries + 1;
  const isTimeout = failure.cause === "timeout";
  const isYoung = context.clock().getTime() - Date.parse(copy.started_at ?? copy.created_at) < ATTEMPT_MS;
  if (mayPass(error, failure) && isYoung && tries < (isTimeout ? TIMEOUTS_MAX : TRIES_MAX)) {
    await putBackCopy(context, copy, failure, {
      tries,
      inMs: Math.max(waitAfter(tries, error), toldToWait(error)),
    });
  } else await endRecord(context, copy.id, { state: isTimeout ? "timeout" : "failed", ...failure });
}

/** Milliseconds. */
function toldToWait(error: unknown): number {
  const failure = error instanceof PutRefused ? error.failure : error;
  return failure instanceof RegistryFailure ? failure.retryAfterMs : 0;
}
