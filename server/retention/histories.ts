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
