/** Kysely's SQLite dialect, over whichever build of SQLite is at hand. */
import { Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect } from "kysely";
import type { Database } from "../schema.ts";

export function kyselyOver(database: SqliteDatabase): Kysely<Database> {
  return new Kysely({ dialect: new Dialect({ database }) });
}

class Dialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new Adapter();
  }
}

/** Kysely says no for the sake of steps that switch foreign keys off, which a transaction ignores. None of ours does. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
