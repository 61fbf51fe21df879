/** Records that have ended go after a while, failed ones too, and the oldest where there are too many. */
import type { ActorContext } from "../context.ts";
import type { JobKind } from "../jobs/kind.ts";

const KEPT_DAYS = 90;
const KEPT_OF_ACCOUNT = 100_000;
/** In a statement: pushes come between. */
const AT_ONCE = 1000;

const DAY_MS = 24 * 60 * 60 * 1000;

export const syncRecordRemoval: JobKind = {
  name: "sync record removal",
  concurrency: 1,
  attempts: 3,
  everyMs: 60 * 60 * 1000,
  async run(context) {
    await removeOld(context);
    const accounts = await context.db.selectFrom("accounts").select("id").execute();
    for (const { id } of accounts) await removeBeyond(context, id);
    return undefined;
  },
};

async function removeOld({ db, clock }: ActorContext): Promise<void> {
  const before = new Date(clock().getTime() - KEPT_DAYS * DAY_MS).toISOString();
  for (let left = true; left; ) {
    const { numDeletedRows } = await db
      .deleteFrom("sync_records")
      .where("id", "in", ({ selectFrom }) =>
        selectFrom("sync_records").select("id").where("ended_at", "<", before).limit(AT_ONCE),
      )
      .executeTakeFirstOrThrow();
    left = numDeletedRows > 0n;
  }
}

async function removeBeyond({ db }: ActorContext, account_id: string): Promise<void> {
  const own = db.selectFrom("sync_records").where("account_id", "=", account_id);
  const last = await own
    .select("id")
    .orderBy("id", "desc")
    .offset(KEPT_OF_ACCOUNT)
    .limit(1)
    .executeTakeFirst();
  for (let left = last !== undefined; left; ) {
    const { numDeletedRows } = await db
      .deleteFrom("sync_records")
      .where("id", "in", () =>
        own
          .select("id")
          .where("id", "<=", last?.id ?? 0)
          .where("ended_at", "is not", null)
          .orderBy("id")
          .limit(AT_ONCE),
      )
      .executeTakeFirstOrThrow();
    left = numDeletedRows > 0n;
  }
}
