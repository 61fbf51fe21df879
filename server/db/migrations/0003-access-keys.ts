/** Permanent access keys, and what an administrator says of a user. Comments on the columns are in schema.ts. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("users")
    .addColumn("enabled", "integer", (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema
    .alterTable("users")
    .addColumn("access_mode", "text", (column) => column.notNull().defaultTo("default"))
    .execute();
  await db.schema
    .alterTable("users")
    .addColumn("description", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  await db.schema
    .createTable("access_keys")
    .addColumn("access_key", "text", (column) => column.primaryKey())
    .addColumn("sealed_secret", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("description", "text", (column) => column.notNull())
    .addColumn("is_active", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("last_used_at", "text")
    .execute();
  await db.schema.createIndex("access_keys_user").on("access_keys").column("user_id").execute();
}
