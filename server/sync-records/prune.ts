/** Deletes ended records, failed ones too, after a while, and the oldest ones where there are too many. */
import type { SelectQueryBuilder } from "kysely";
import type { ActorContext } from "../context.ts";
import type { Database } from "../db/schema.ts";
import { givingWay } from "../jobs/give-way.ts";
import type { JobKind, JobRun } from "../jobs/kind.ts";
import { inUnsyncedTransaction } from "../transaction.ts";

const KEPT_DAYS = 90;
const KEPT_OF_ACCOUNT = 100_000;
/** Rows deleted by one statement, so that pushes come between. */
const AT_ONCE = 200;

const DAY_MS = 24 * 60 * 60 * 1000;

/** `kept`: how many records of an account stay. */
export function createSyncRecordRemoval(kept = KEPT_OF_ACCOUNT): JobKind {
  return {
    name: "sync record removal",
    concurrency: 1,
    attempts: 3,
    everyMs: 60 * 60 * 1000,
    async run(context) {
      await removeOld(context);
      const accounts = await context.db.selectFrom("accounts").select("id").execute();
      for (const { id } of accounts) await removeBeyond(context, id, kept);
      return undefined;
    },
  };
}

export const syncRecordRemoval = createSyncRecordRemoval();

async function removeOld(context: JobRun): Promise<void> {
  const before = new Date(context.clock().getTime() - KEPT_DAYS * DAY_MS).toISOString();
  await removeAll(context, ({ db }) =>
    db.selectFrom("sync_records").select("id").where("ended_at", "<", before).limit(AT_ONCE),
  );
}

async function removeBeyond(context: JobRun, account_id: string, kept: number): Promise<void> {
  const own = ({ db }: ActorContext) =>
    db.selectFrom("sync_records").select("id").where("account_id", "=", account_id);
  const last = await own(context).orderBy("id", "desc").offset(kept).limit(1).executeTakeFirst();
  if (!last) return;
  await removeAll(context, (within) =>
    own(within).where("id", "<=", last.id).where("ended_at", "is not", null).orderBy("id").limit(AT_ONCE),
  );
}

type Ids = SelectQueryBuilder<Database, "sync_records", { id: number }>;

/** Deletes what `next` finds, until it finds nothing. */
async function removeAll(context: JobRun, next: (within: ActorContext) => Ids): Promise<void> {
  const removeSome = () =>
    inUnsyncedTransaction(context, (within) =>
      within.db.deleteFrom("sync_records").where("id", "in", next(within)).executeTakeFirstOrThrow(),
    );
  while ((await givingWay(context, removeSome)).numDeletedRows > 0n);
}
