/**
 * For what is counted against a limit before one more is added: whoever wants to do the same waits here until this
 * transaction ends, and counts what it added. An update that changes nothing, as every engine locks the row for one
 * (SQLite, which has no `for update`, all rows).
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
