/** The database over SQLite's own WebAssembly build: the service's SQL runs unchanged in the page. */
import sqlite3InitModule, { type SqlValue } from "@sqlite.org/sqlite-wasm";
import type { Kysely, SqliteStatement } from "kysely";
import type { Database } from "../server/db/schema.ts";
import { kyselyOver } from "../server/db/sqlite/dialect.ts";

/** A new database in memory; it ends with the page. */
export async function openSqliteWasm(): Promise<Kysely<Database>> {
  const { oo1, capi } = await sqlite3InitModule();
  const database = new oo1.DB(":memory:");
  database.exec("PRAGMA foreign_keys = ON");

  /** Kysely runs a prepared statement once and never ends it: the run ends it here. */
  function prepare(sql: string): SqliteStatement {
    const statement = database.prepare(sql);

    function* iterate(parameters: readonly unknown[]) {
      try {
        if (parameters.length > 0) statement.bind(parameters as SqlValue[]);
        while (statement.step()) yield statement.get({});
      } finally {
        statement.finalize();
      }
    }

    return {
      reader: statement.columnCount > 0,
      iterate,
      all: (parameters) => [...iterate(parameters)],
      run(parameters) {
        for (const _ of iterate(parameters));
        return { changes: database.changes(), lastInsertRowid: capi.sqlite3_last_insert_rowid(database) };
      },
    };
  }

  return kyselyOver({ prepare, close: () => database.close() });
}
