/** Databases in memory that tests begin with: what takes long to make is made once in a process, and then copied. */
import { DatabaseSync } from "node:sqlite";
import type { Kysely } from "kysely";
import { migrate } from "../../server/db/migrate.ts";
import type { Database } from "../../server/db/schema.ts";
import { overSqlite } from "../../server/node/sqlite.ts";

/** A new one with every row that `content` had; the file of a database, as SQLite writes it. */
export function copyOf(content: Uint8Array): Kysely<Database> {
  const database = new DatabaseSync(":memory:");
  database.deserialize(content);
  return overSqlite(database);
}

/** What is in the database once `fill` is done. */
export async function contentAfter(fill: (db: Kysely<Database>) => Promise<void>): Promise<Uint8Array> {
  const database = new DatabaseSync(":memory:");
  const db = overSqlite(database);
  await migrate(db);
  await fill(db);
  return database.serialize();
}

let empty: Promise<Uint8Array> | undefined;

/** A new one as the migrations leave it. */
export async function openMigrated(): Promise<Kysely<Database>> {
  empty ??= contentAfter(async () => {});
  return copyOf(await empty);
}
