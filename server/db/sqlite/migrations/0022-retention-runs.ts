/** What each image's retention rule deleted last, and indexes of the few that did so lately, or could not. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("retentions").addColumn("deleted_at", "text").execute();
  for (const column of ["deleted_tags", "freed_bytes"]) {
    await db.schema
      .alterTable("retentions")
      .addColumn(column, "integer", (added) => added.notNull().defaultTo(0))
      .execute();
  }
  await db.schema
    .createIndex("retentions_deleted")
    .on("retentions")
    .column("deleted_at")
    .where(sql.ref("deleted_at"), "is not", null)
    .execute();
  await db.schema
    .createIndex("retentions_failed")
    .on("retentions")
    .column("failed_tags")
    .where("failed_tags", ">", 0)
    .execute();
}
