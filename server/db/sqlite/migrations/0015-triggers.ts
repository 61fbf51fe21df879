/** Clusters, triggers that act on them, and what each firing did. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("clusters")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("account_id", "text", (column) =>
      column.notNull().references("accounts.id").onDelete("cascade"),
    )
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("server", "text", (column) => column.notNull())
    .addColumn("sealed", "text", (column) => column.notNull())
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addUniqueConstraint("clusters_name", ["account_id", "name"])
    .execute();
  await db.schema
    .createTable("triggers")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("image_id", "integer", (column) =>
      column.notNull().references("images.id").onDelete("cascade"),
    )
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("enabled", "integer", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("condition", "text", (column) => column.notNull())
    .addColumn("mode", "text", (column) => column.notNull())
    .addColumn("cluster_id", "text", (column) => column.notNull())
    .addColumn("cluster_name", "text", (column) => column.notNull())
    .addColumn("cluster_ns", "text", (column) => column.notNull())
    .addColumn("app_type", "text", (column) => column.notNull())
    .addColumn("application", "text", (column) => column.notNull())
    .addColumn("container", "text", (column) => column.notNull())
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addUniqueConstraint("triggers_name", ["image_id", "name"])
    .execute();
  await db.schema
    .createTable("trigger_firings")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("trigger_id", "integer", (column) =>
      column.notNull().references("triggers.id").onDelete("cascade"),
    )
    .addColumn("cause", "text", (column) => column.notNull())
    .addColumn("tag", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("previous_digest", "text")
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("detail", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("targets", "text")
    .addColumn("changes", "text")
    .addColumn("generation", "integer")
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("set_at", "text")
    .addColumn("progressed_at", "text")
    .addColumn("ended_at", "text")
    .execute();
  await db.schema
    .createIndex("trigger_firings_of")
    .on("trigger_firings")
    .columns(["trigger_id", "id"])
    .execute();
  await db.schema
    .createIndex("trigger_firings_open")
    .on("trigger_firings")
    .column("trigger_id")
    .where(sql.ref("ended_at"), "is", null)
    .execute();
}
