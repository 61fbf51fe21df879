/** Retention: one policy an image, and what its runs deleted or could not. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("retentions")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("image_id", "integer", (column) =>
      column.notNull().unique().references("images.id").onDelete("cascade"),
    )
    .addColumn("template", "text", (column) => column.notNull())
    .addColumn("amount", "integer", (column) => column.notNull())
    .addColumn("selectors", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addColumn("last_run_at", "text")
    .addColumn("failed_tags", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable("retention_log")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("image_id", "integer", (column) =>
      column.notNull().references("images.id").onDelete("cascade"),
    )
    .addColumn("retention_id", "integer", (column) => column.notNull())
    .addColumn("rule", "text", (column) => column.notNull())
    .addColumn("tag", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("failure", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("retention_log_deleted")
    .on("retention_log")
    .columns(["image_id", "id"])
    .where(sql.ref("failure"), "is", null)
    .execute();
}
