/** Deletes history that is too old, and marks webhooks whose address the operator no longer allows. */
import { DELIVERY_DAYS } from "../../core/limits.ts";
import type { JobKind, JobRun } from "../jobs/kind.ts";
import { removeInSlices, SLICE } from "../jobs/remove-in-slices.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Host names looked up at once. */
const AT_ONCE = 16;

/** Runs at each start, and so after the operator has changed the allowed ranges. */
export const webhookHousekeeping: JobKind = {
  name: "webhook-housekeeping",
  concurrency: 1,
  attempts: 3,
  everyMs: HOUR_MS,
  async run(context) {
    const oldest = new Date(context.clock().getTime() - DELIVERY_DAYS * DAY_MS).toISOString();
    await removeInSlices(context, (db) => {
      const old = db
        .selectFrom("webhook_deliveries")
        .select("id")
        .where("ended_at", "<=", oldest)
        .limit(SLICE);
      return db.deleteFrom("webhook_deliveries").where("id", "in", old);
    });
    await markBlocked(context);
    return undefined;
  },
};

async function markBlocked({ db, isBlocked, signal }: JobRun): Promise<void> {
  const webhooks = await db.selectFrom("webhooks").select(["id", "url", "is_blocked"]).execute();
  for (let start = 0; start < webhooks.length; start += AT_ONCE) {
    signal.throwIfAborted();
    await Promise.all(
      webhooks.slice(start, start + AT_ONCE).map(async ({ id, url, is_blocked }) => {
        const now = (await isBlocked(url)) ? 1 : 0;
        if (now === is_blocked) return;
        await db
          .updateTable("webhooks")
          .set({ is_blocked: now })
          .where("id", "=", id)
          .where("url", "=", url)
          .execute();
      }),
    );
  }
}
