/** When a temporary login was last used, for whoever looks which to end. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("login_keys").addColumn("last_used_at", "text").execute();
}
