/** Garbage collection asks of each blob whether any image at all names it. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex("manifests_digest").ifNotExists().on("manifests").column("digest").execute();
  await db.schema
    .createIndex("manifest_references_any_image")
    .ifNotExists()
    .on("manifest_references")
    .column("digest")
    .execute();
}
