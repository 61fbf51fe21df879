/** Kysely's SQLite dialect over Node's own `node:sqlite`. */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import type { Database } from "../db/schema.ts";
import { asStorageError } from "./storage-error.ts";

/** Distinct statements of the service are far fewer; the bound is for lists of values of changing length. */
const STATEMENT_CACHE = 500;

/** SQLite's own 2 MB hold no index of 100 000 images; each page that falls out is read from the system again. */
const CACHE_KB = 64 * 1024;

/** `path` may be `:memory:`. Waits up to 5 s for a lock held by another process. */
export function openSqlite(path: string): Kysely<Database> {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec(`PRAGMA foreign_keys = ON; PRAGMA cache_size = -${CACHE_KB}`);
  return new Kysely({ dialect: new SqliteDialect({ database: adapt(database) }) });
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const statement = prepare(database, sql);
      if (statements.size >= STATEMENT_CACHE) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
  };
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => orStorageError(() => statement.all(...values(parameters))),
    run: (parameters) => orStorageError(() => statement.run(...values(parameters))),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

function orStorageError<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw asStorageError(error);
  }
}
