/** Regions, rules that copy images there, and what became of each copy. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("accounts")
    .addColumn("has_agency", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable("regions")
    .addColumn("account_id", "text", (column) =>
      column.notNull().references("accounts.id").onDelete("cascade"),
    )
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("registry", "text", (column) => column.notNull())
    .addColumn("api", "text")
    .addColumn("project", "text", (column) => column.notNull())
    .addColumn("sealed", "text", (column) => column.notNull())
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("regions_key", ["account_id", "id"])
    .execute();
  await db.schema
    .createTable("sync_rules")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("image_id", "integer", (column) =>
      column.notNull().references("images.id").onDelete("cascade"),
    )
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("region_id", "text", (column) => column.notNull())
    .addColumn("remote_organization", "text", (column) => column.notNull())
    .addColumn("is_auto", "integer", (column) => column.notNull())
    .addColumn("override", "integer", (column) => column.notNull())
    .addColumn("creator_id", "text", (column) => column.notNull())
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addUniqueConstraint("sync_rules_target", ["image_id", "region_id", "remote_organization"])
    .execute();
  await db.schema.createIndex("sync_rules_account").on("sync_rules").columns(["account_id", "id"]).execute();
  await db.schema
    .createTable("sync_records")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("image_id", "integer", (column) =>
      column.notNull().references("images.id").onDelete("cascade"),
    )
    .addColumn("organization_id", "integer", (column) => column.notNull())
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("region_id", "text", (column) => column.notNull())
    .addColumn("remote_organization", "text", (column) => column.notNull())
    .addColumn("tag", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("override", "integer", (column) => column.notNull())
    .addColumn("came_by", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("cause", "text")
    .addColumn("detail", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("attempt", "integer", (column) => column.notNull().defaultTo(1))
    .addColumn("total_bytes", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("sent_bytes", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("skipped_bytes", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("speed", "integer")
    .addColumn("tries", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("due_at", "text", (column) => column.notNull())
    .addColumn("uploads", "text", (column) => column.notNull().defaultTo("{}"))
    .addColumn("creator_id", "text", (column) => column.notNull())
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addColumn("started_at", "text")
    .addColumn("ended_at", "text")
    .execute();
  for (const [name, columns] of [
    ["image", ["image_id", "id"]],
    ["organization", ["organization_id", "id"]],
    ["account", ["account_id", "id"]],
    ["state", ["account_id", "state", "id"]],
    ["ended", ["ended_at"]],
  ] as const) {
    await db.schema
      .createIndex(`sync_records_${name}`)
      .on("sync_records")
      .columns([...columns])
      .execute();
  }
  for (const [name, columns] of [
    ["waiting", ["image_id", "tag"]],
    ["due", ["account_id", "region_id", "due_at"]],
  ] as const) {
    await db.schema
      .createIndex(`sync_records_${name}`)
      .on("sync_records")
      .columns([...columns])
      .where(sql.ref("ended_at"), "is", null)
      .execute();
  }
}
