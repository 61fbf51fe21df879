/** Deletes what the log of retention has of long ago, and of one image the oldest where it has too much. */
import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";
import type { JobKind, JobRun } from "../jobs/kind.ts";
import { removeInSlices, SLICE } from "../jobs/remove-in-slices.ts";

const KEPT_DAYS = 90;
/** Deleted tags. */
const KEPT_OF_IMAGE = 10_000;

const DAY_MS = 24 * 60 * 60 * 1000;

export const retentionLogRemoval: JobKind = {
  name: "remove-old-retention-log",
  concurrency: 1,
  attempts: 3,
  everyMs: 60 * 60 * 1000,
  async run(context) {
    const before = new Date(context.clock().getTime() - KEPT_DAYS * DAY_MS).toISOString();
    await removeInSlices(context, (db) => {
      const old = db.selectFrom("retention_log").select("id").where("created_at", "<", before).limit(SLICE);
      return db.deleteFrom("retention_log").where("id", "in", old);
    });
    return undefined;
  },
};

/** To be called after a run, as nothing else adds to the log. */
export async function removeBeyond(context: JobRun, imageId: number): Promise<void> {
  const deleted = (db: Kysely<Database>) =>
    db.selectFrom("retention_log").select("id").where("image_id", "=", imageId).where("failure", "is", null);
  const last = await deleted(context.db)
    .orderBy("id", "desc")
    .offset(KEPT_OF_IMAGE)
    .limit(1)
    .executeTakeFirst();
  if (!last) return;
  await removeInSlices(context, (db) => {
    const tooMany = deleted(db).where("id", "<=", last.id).orderBy("id").limit(SLICE);
    return db.deleteFrom("retention_log").where("id", "in", tooMany);
  });
}
