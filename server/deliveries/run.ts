/**
 * Delivers waiting events, in one job for each webhook: a receiver that hangs holds up its own deliveries only, and a
 * job does a few at a time, so that others get their turn. After a crash between sending and recording, an event is
 * sent twice; receivers know it by its id.
 */
import type { ActorContext } from "../context.ts";
import type { JobKind } from "../jobs/kind.ts";
import { enqueue } from "../jobs/queue.ts";
import { forgetOld, recordTry } from "./record.ts";
import { send } from "./send.ts";

/** Its key is the webhook's id. */
export const DELIVERY_JOB = "webhook";

/** Deliveries of one job, before others have their turn. */
const TURN = 20;
/** The last try comes some 76 hours after the event, unless the receiver was left alone. */
const EXPIRES_MS = 4 * 24 * 60 * 60 * 1000;
/** The pause after the job itself failed. */
const AGAIN_MS = 60 * 60 * 1000;

export const deliveryRun: JobKind = {
  name: DELIVERY_JOB,
  // Mostly waiting for receivers.
  concurrency: 64,
  attempts: 5,
  async run(context) {
    const webhookId = context.key;
    await expire(context, webhookId);
    for (let sent = 0; sent < TURN; sent++) {
      context.signal.throwIfAborted();
      const next = await findNext(context, webhookId);
      if (!next) break;
      await recordTry(context, next, await send(context, { ...next, id: webhookId }, next, context.signal));
    }
    return async (within) => {
      await forgetOld(within, webhookId);
      await planNext(within, webhookId);
    };
  },
  async gaveUp(context, { key }) {
    await planNext(context, key, AGAIN_MS);
  },
};

/**
 * The next due delivery of an enabled webhook that is not left alone. Looked up before each delivery, as the webhook
 * may be changed or deleted meanwhile.
 */
async function findNext({ db, clock }: ActorContext, webhookId: string) {
  const now = clock().toISOString();
  return await db
    .selectFrom("webhook_deliveries as deliveries")
    .innerJoin("webhooks", "webhooks.id", "deliveries.webhook_id")
    .select(["deliveries.id", "deliveries.webhook_id", "deliveries.attempts", "deliveries.tries"])
    .select(["deliveries.message_id", "deliveries.body"])
    .select(["webhooks.url", "webhooks.sealed_secret", "webhooks.sealed_old_secret"])
    .select("webhooks.old_secret_until")
    .where("deliveries.webhook_id", "=", webhookId)
    .where("deliveries.next_at", "<=", now)
    .where("webhooks.enabled", "=", 1)
    .where(({ eb, or }) =>
      or([eb("webhooks.rests_until", "is", null), eb("webhooks.rests_until", "<=", now)]),
    )
    .orderBy("deliveries.next_at")
    .orderBy("deliveries.id")
    .limit(1)
    .executeTakeFirst();
}

async function planNext(context: ActorContext, webhookId: string, leastMs = 0): Promise<void> {
  const { db, clock } = context;
  const next = await db
    .selectFrom("webhook_deliveries as deliveries")
    .innerJoin("webhooks", "webhooks.id", "deliveries.webhook_id")
    .select(["deliveries.next_at", "webhooks.rests_until"])
    .where("deliveries.webhook_id", "=", webhookId)
    .where("deliveries.next_at", "is not", null)
    .orderBy("deliveries.next_at")
    .limit(1)
    .executeTakeFirst();
  if (!next) return;
  const times = [next.next_at, next.rests_until].map((time) => Date.parse(time ?? "1970-01-01"));
  const runAt = new Date(Math.max(...times, clock().getTime() + leastMs));
  await enqueue(context, { kind: DELIVERY_JOB, key: webhookId, runAt });
}

async function expire({ db, clock }: ActorContext, webhookId: string): Promise<void> {
  const now = clock();
  await db
    .updateTable("webhook_deliveries")
    .set({ state: "failed", reason: "expired", next_at: null, ended_at: now.toISOString() })
    .where("webhook_id", "=", webhookId)
    .where("next_at", "is not", null)
    .where("created_at", "<=", new Date(now.getTime() - EXPIRES_MS).toISOString())
    .execute();
}
