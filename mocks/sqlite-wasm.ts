/** The database over SQLite's own WebAssembly build: the service's SQL runs unchanged in the page. */
import sqlite3InitModule, { type SqlValue } from "@sqlite.org/sqlite-wasm";
import type { Kysely, SqliteStatement } from "kysely";
import type { Database } from "../server/db/schema.ts";
import { kyselyOver } from "../server/db/sqlite/dialect.ts";

/** Those after the first so many are made anew each time: lists of values of changing length make ever more. */
const STATEMENT_CACHE = 500;

/** A new database in memory; it ends with the page. */
export async function openSqliteWasm(): Promise<Kysely<Database>> {
  const { oo1, capi } = await sqlite3InitModule();
  const database = new oo1.DB(":memory:");
  database.exec("PRAGMA foreign_keys = ON");

  /** The seed runs the same few thousands of times. */
  const statements = new Map<string, SqliteStatement>();

  /** Kysely runs a prepared statement once and never ends it: unless it is kept, the run ends it here. */
  function prepare(sql: string): SqliteStatement {
    const known = statements.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    const isKept = statements.size < STATEMENT_CACHE;

    function* iterate(parameters: readonly unknown[]) {
      try {
        if (parameters.length > 0) statement.bind(parameters as SqlValue[]);
        while (statement.step()) yield statement.get({});
      } finally {
        if (isKept) statement.reset(true);
        else statement.finalize();
      }
    }

    const prepared: SqliteStatement = {
      reader: statement.columnCount > 0,
      iterate,
      all: (parameters) => [...iterate(parameters)],
      run(parameters) {
        for (const _ of iterate(parameters));
        return { changes: database.changes(), lastInsertRowid: capi.sqlite3_last_insert_rowid(database) };
      },
    };
    if (isKept) statements.set(sql, prepared);
    return prepared;
  }

  return kyselyOver({ prepare, close: () => database.close() });
}
