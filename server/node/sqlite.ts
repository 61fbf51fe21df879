/** The database over Node's own `node:sqlite`. */
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from "node:sqlite";
import type { Kysely, SqliteDatabase, SqliteStatement } from "kysely";
import type { Database } from "../db/schema.ts";
import { kyselyOver } from "../db/sqlite/dialect.ts";
import { asStorageError } from "./storage-error.ts";

/** Far more than the service's distinct statements; lists of values of changing length would make ever more. */
const STATEMENT_CACHE = 500;

/**
 * SQLite's default of 2 MB holds no index of 100 000 images, and pages that fall out are read from the system again.
 */
const CACHE_KB = 64 * 1024;

/** `path` may be `:memory:`. Waits up to 5 s for a lock held by another process. */
export function openSqlite(path: string): Kysely<Database> {
  return overSqlite(new DatabaseSync(path));
}

export function overSqlite(database: DatabaseSync): Kysely<Database> {
  database.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec(`PRAGMA foreign_keys = ON; PRAGMA cache_size = -${CACHE_KB}`);
  return kyselyOver(adapt(database));
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      // A pragma takes effect while it is prepared, so it is never reused.
      if (/^pragma/i.test(sql)) return prepare(database, sql);
      const known = statements.get(sql);
      if (known) return known;
      const statement = prepare(database, sql);
      if (statements.size >= STATEMENT_CACHE) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
  };
}

/**
 * Reads rows as arrays: the objects that Node makes are slow to read, which was half the time of a page of 100 images.
 * The columns are read once, as only migrations change tables, before anything else is prepared.
 */
function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  const columns = statement.columns().map(({ name }) => name);
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  const rows = (parameters: readonly unknown[]) =>
    statement.all(...values(parameters)) as unknown as SQLOutputValue[][];
  return {
    reader: columns.length > 0,
    all: (parameters) => orStorageError(() => rows(parameters).map((row) => named(columns, row))),
    run: (parameters) => orStorageError(() => statement.run(...values(parameters))),
    *iterate(parameters) {
      for (const row of statement.iterate(...values(parameters))) {
        yield named(columns, row as unknown as SQLOutputValue[]);
      }
    },
  };
}

/** `Object.fromEntries` takes four times as long. */
function named(columns: readonly string[], row: readonly SQLOutputValue[]): Record<string, SQLOutputValue> {
  const object: Record<string, SQLOutputValue> = {};
  columns.forEach((column, index) => {
    object[column] = row[index] ?? null;
  });
  return object;
}

function orStorageError<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw asStorageError(error);
  }
}
