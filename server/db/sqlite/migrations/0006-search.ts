/** The search finds tags by how they begin and by their digest, in whatever image. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("tags_by_name")
    .ifNotExists()
    .on("tags")
    .columns(["name", "image_id"])
    .execute();
  await db.schema
    .createIndex("tags_by_digest")
    .ifNotExists()
    .on("tags")
    .columns(["digest", "image_id"])
    .execute();
}
