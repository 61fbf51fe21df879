/**
 * Locks a row until the transaction ends, before something is counted against a limit and added: whoever does the same
 * at that time waits here, and then counts what was added. It is an update that changes nothing, which locks the row on
 * every engine (on SQLite, which has no `for update`, all rows).
 */
import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";

export async function holdRow(db: Kysely<Database>, table: "accounts" | "users", id: string): Promise<void> {
  if (!db.isTransaction) throw new Error("nothing is held outside a transaction");
  await db
    .updateTable(table)
    .set(({ ref }) => ({ id: ref(`${table}.id`) }))
    .where(`${table}.id`, "=", id)
    .execute();
}
