/** The tags of one manifest are listed by name, however many others the image has. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex("tags_digest").ifExists().execute();
  await db.schema
    .createIndex("tags_digest")
    .ifNotExists()
    .on("tags")
    .columns(["image_id", "digest", "name"])
    .execute();
}
