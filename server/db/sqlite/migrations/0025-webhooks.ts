/** Webhooks and what they sent. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("webhooks")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("account_id", "text", (column) =>
      column.notNull().references("accounts.id").onDelete("cascade"),
    )
    .addColumn("organization_id", "integer", (column) =>
      column.notNull().references("organizations.id").onDelete("cascade"),
    )
    .addColumn("image_id", "integer", (column) => column.references("images.id").onDelete("cascade"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("url", "text", (column) => column.notNull())
    .addColumn("on_push", "integer", (column) => column.notNull())
    .addColumn("on_delete", "integer", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("condition", "text", (column) => column.notNull())
    .addColumn("enabled", "integer", (column) => column.notNull())
    .addColumn("off_reason", "text")
    .addColumn("sealed_secret", "text", (column) => column.notNull())
    .addColumn("sealed_old_secret", "text")
    .addColumn("old_secret_until", "text")
    .addColumn("failing_since", "text")
    .addColumn("rests_until", "text")
    .addColumn("is_blocked", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("missed", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("last_success_at", "text")
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("webhooks_of")
    .on("webhooks")
    .columns(["organization_id", "image_id"])
    .execute();
  await db.schema.createIndex("webhooks_image").on("webhooks").column("image_id").execute();
  await db.schema.createIndex("webhooks_account").on("webhooks").column("account_id").execute();
  await deliveries(db);
}

async function deliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("webhook_deliveries")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("webhook_id", "text", (column) =>
      column.notNull().references("webhooks.id").onDelete("cascade"),
    )
    .addColumn("message_id", "text", (column) => column.notNull())
    .addColumn("cause", "text", (column) => column.notNull())
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("image", "text")
    .addColumn("tag", "text")
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("detail", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("status", "integer")
    .addColumn("attempts", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("tries", "text", (column) => column.notNull().defaultTo("[]"))
    .addColumn("next_at", "text")
    .addColumn("url", "text")
    .addColumn("request_headers", "text")
    .addColumn("answer_headers", "text")
    .addColumn("answer_body", "text")
    .addColumn("answer_is_cut", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("ended_at", "text")
    .execute();
  await db.schema
    .createIndex("webhook_deliveries_of")
    .on("webhook_deliveries")
    .columns(["webhook_id", "id"])
    .execute();
  // Those that wait, in the order of their next try.
  await db.schema
    .createIndex("webhook_deliveries_waiting")
    .on("webhook_deliveries")
    .columns(["webhook_id", "next_at", "id"])
    .where(sql.ref("next_at"), "is not", null)
    .execute();
  await db.schema
    .createIndex("webhook_deliveries_ended")
    .on("webhook_deliveries")
    .column("ended_at")
    .where(sql.ref("ended_at"), "is not", null)
    .execute();
}
