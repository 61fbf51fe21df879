/** When a user last signed in, and why a session ended. Comments on the columns are in schema.ts. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("users").addColumn("last_sign_in_at", "text").execute();
  await db.schema.alterTable("sessions").addColumn("ended_by", "text").execute();
}
