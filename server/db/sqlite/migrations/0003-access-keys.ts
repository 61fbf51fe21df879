/** Permanent access keys, and what an administrator says of a user. Comments on the columns are in schema.ts. */
import type { Kysely } from "kysely";
import { addMissingColumn } from "../add-missing-column.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await addMissingColumn(db, "users", "enabled", "integer", (column) => column.notNull().defaultTo(1));
  await addMissingColumn(db, "users", "access_mode", "text", (column) =>
    column.notNull().defaultTo("default"),
  );
  await addMissingColumn(db, "users", "description", "text", (column) => column.notNull().defaultTo(""));
  await db.schema
    .createTable("access_keys")
    .ifNotExists()
    .addColumn("access_key", "text", (column) => column.primaryKey())
    .addColumn("sealed_secret", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("description", "text", (column) => column.notNull())
    .addColumn("is_active", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("last_used_at", "text")
    .execute();
  await db.schema.createIndex("access_keys_user").ifNotExists().on("access_keys").column("user_id").execute();
}
