/** An account's triggers in the order of what they did last. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("triggers")
    .addColumn("account_id", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  await db.schema.alterTable("triggers").addColumn("last_firing_id", "integer").execute();
  await sql`
    update triggers set
      account_id = (select account_id from images where images.id = triggers.image_id),
      last_firing_id = (select max(id) from trigger_firings where trigger_id = triggers.id)
  `.execute(db);
  await db.schema
    .createIndex("triggers_by_firing")
    .on("triggers")
    .columns(["account_id", "last_firing_id", "id", "image_id", "enabled"])
    .execute();
}
