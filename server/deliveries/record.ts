/** Records the outcome of a try, on the delivery and on its webhook. */
import type { DeliveryTry } from "../../core/console-operations/deliveries.ts";
import { DELIVERIES_KEPT } from "../../core/limits.ts";
import type { ActorContext } from "../context.ts";
import { inUnsyncedTransaction } from "../transaction.ts";
import type { Try } from "./send.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Before each further try: the schedule that Standard Webhooks recommend, some three days in all. */
const WAITS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
const RETRY_AFTER_MAX = 24 * HOUR;

/**
 * How long a receiver that does not answer at all is left alone: half the time since it began to fail, within these
 * bounds.
 */
const REST = { least: 5 * SECOND, most: 5 * MINUTE };

/** The receiver answered something, so it is not left alone: the next event may succeed. */
const ANSWERED: ReadonlySet<Try["reason"]> = new Set<Try["reason"]>([null, "refused", "gone", "redirect"]);

/** Failures after which no other try is made. */
const FINAL: ReadonlySet<Try["reason"]> = new Set<Try["reason"]>(["gone", "no_secret"]);

interface Tried {
  id: number;
  webhook_id: string;
  attempts: number;
  tries: string;
}

/** Writes nothing where this try has been recorded already, or the webhook is gone. */
export async function recordTry(context: ActorContext, tried: Tried, outcome: Try): Promise<void> {
  await inUnsyncedTransaction(context, async (within) => {
    const again = nextTry(within, tried, outcome);
    const { numUpdatedRows } = await within.db
      .updateTable("webhook_deliveries")
      .set({
        ...columnsOf(tried, outcome),
        state: outcome.reason === null ? "success" : again ? "waiting" : "failed",
        next_at: again?.toISOString() ?? null,
        ended_at: again ? null : within.clock().toISOString(),
      })
      .where("id", "=", tried.id)
      .where("attempts", "=", tried.attempts)
      .where("state", "=", "waiting")
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await recordHealth(within, tried.webhook_id, outcome);
  });
}

/** What a try looked like, as the history keeps it. */
export function columnsOf({ attempts, tries }: Pick<Tried, "attempts" | "tries">, outcome: Try) {
  const { at, took, reason, detail, url, requestHeaders, answer } = outcome;
  const entry: DeliveryTry = { at: at.toISOString(), took, status: answer?.status ?? null, reason };
  return {
    attempts: attempts + 1,
    tries: JSON.stringify([...(JSON.parse(tries) as DeliveryTry[]), entry]),
    reason,
    detail,
    status: entry.status,
    url,
    request_headers: JSON.stringify(requestHeaders),
    answer_headers: answer ? JSON.stringify(answer.headers) : null,
    answer_body: answer?.body ?? null,
    answer_is_cut: answer?.isCut ? (1 as const) : (0 as const),
  };
}

function nextTry({ clock }: ActorContext, { attempts }: Tried, { reason, retryAfter = 0 }: Try) {
  const wait = WAITS[attempts];
  if (reason === null || wait === undefined || FINAL.has(reason)) return undefined;
  return new Date(clock().getTime() + Math.max(wait, Math.min(retryAfter, RETRY_AFTER_MAX)));
}

/** Updates the webhook's own state, as the list shows it. After 410 it is switched off. */
export async function recordHealth(
  context: ActorContext,
  webhookId: string,
  { at, reason }: Try,
): Promise<void> {
  const { db } = context;
  const webhook = db.updateTable("webhooks").where("id", "=", webhookId);
  if (reason === null) {
    const works = { failing_since: null, rests_until: null, is_blocked: 0 as const };
    await webhook.set({ ...works, last_success_at: at.toISOString() }).execute();
    return;
  }
  const before = await db
    .selectFrom("webhooks")
    .select("failing_since")
    .where("id", "=", webhookId)
    .executeTakeFirst();
  const failing_since = before?.failing_since ?? at.toISOString();
  await webhook
    .set({
      failing_since,
      rests_until: ANSWERED.has(reason) ? null : restsUntil(context, failing_since),
      is_blocked: reason === "blocked" ? 1 : 0,
    })
    .execute();
  if (reason === "gone") await switchOff(context, webhookId, "gone");
}

function restsUntil({ clock }: ActorContext, failingSince: string): string {
  const now = clock().getTime();
  const rest = Math.min(REST.most, Math.max(REST.least, (now - Date.parse(failingSince)) / 2));
  return new Date(now + rest).toISOString();
}

/** Switches the webhook off. Events that wait for it are cancelled. */
export async function switchOff(
  context: ActorContext,
  webhookId: string,
  off_reason: "gone" | null,
): Promise<void> {
  const { db, clock } = context;
  await db.updateTable("webhooks").set({ enabled: 0, off_reason }).where("id", "=", webhookId).execute();
  await db
    .updateTable("webhook_deliveries")
    .set({ state: "cancelled", reason: "switched_off", next_at: null, ended_at: clock().toISOString() })
    .where("webhook_id", "=", webhookId)
    .where("next_at", "is not", null)
    .execute();
}

/** Deletes ended deliveries but the newest. */
export async function forgetOld({ db }: Pick<ActorContext, "db">, webhookId: string): Promise<void> {
  const tooOld = await db
    .selectFrom("webhook_deliveries")
    .select("id")
    .where("webhook_id", "=", webhookId)
    .orderBy("id", "desc")
    .offset(DELIVERIES_KEPT)
    .limit(1)
    .executeTakeFirst();
  if (!tooOld) return;
  await db
    .deleteFrom("webhook_deliveries")
    .where("webhook_id", "=", webhookId)
    .where("id", "<=", tooOld.id)
    .where("ended_at", "is not", null)
    .execute();
}
