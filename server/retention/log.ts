/** What the runs of an image's policy did. */
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import type { Page } from "../list-query.ts";

/** What retention deleted of the image, the newest first. `total` counts all pages. */
export async function listDeletedTags({ db }: Context, imageId: number, page: Page) {
  const deleted = db.selectFrom("retention_log").where("image_id", "=", imageId).where("failure", "is", null);
  const { total } = await deleted.select(countRows().as("total")).executeTakeFirstOrThrow();
  const rows = await deleted
    .selectAll()
    .orderBy("id", "desc")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { total, rows };
}

const FAILURES_SHOWN = 20;

export async function showLastRun({ db }: Context, imageId: number) {
  const policy = await db
    .selectFrom("retentions")
    .select(["last_run_at", "failed_tags"])
    .where("image_id", "=", imageId)
    .executeTakeFirst();
  const failures = await db
    .selectFrom("retention_log")
    .select(["tag", "failure"])
    .where("image_id", "=", imageId)
    .where("failure", "is not", null)
    .orderBy("id")
    .limit(FAILURES_SHOWN)
    .execute();
  return {
    last_run_at: policy?.last_run_at ?? null,
    failed_tags: policy?.failed_tags ?? 0,
    failures: failures.map(({ tag, failure }) => ({ tag, failure: failure ?? "" })),
  };
}
