/** Deletes ended records, failed ones too, after a while, and the oldest ones where there are too many. */
import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";
import type { JobKind, JobRun } from "../jobs/kind.ts";
import { removeInSlices, SLICE } from "../jobs/remove-in-slices.ts";

const KEPT_DAYS = 90;
const KEPT_OF_ACCOUNT = 100_000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** `kept`: how many records of an account stay. */
export function createSyncRecordRemoval(kept = KEPT_OF_ACCOUNT): JobKind {
  return {
    name: "remove-old-sync-records",
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
  await removeInSlices(context, (db) =>
    db
      .deleteFrom("sync_records")
      .where(
        "id",
        "in",
        db.selectFrom("sync_records").select("id").where("ended_at", "<", before).limit(SLICE),
      ),
  );
}

async function removeBeyond(context: JobRun, account_id: string, kept: number): Promise<void> {
  const own = (db: Kysely<Database>) =>
    db.selectFrom("sync_records").select("id").where("account_id", "=", account_id);
  const last = await own(context.db).orderBy("id", "desc").offset(kept).limit(1).executeTakeFirst();
  if (!last) return;
  const tooMany = (db: Kysely<Database>) =>
    own(db).where("id", "<=", last.id).where("ended_at", "is not", null).orderBy("id").limit(SLICE);
  await removeInSlices(context, (db) => db.deleteFrom("sync_records").where("id", "in", tooMany(db)));
}
