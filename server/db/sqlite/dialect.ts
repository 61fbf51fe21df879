/** Kysely's SQLite dialect, over whichever build of SQLite is at hand. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type LimitNode,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteQueryCompiler,
} from "kysely";
import type { Database } from "../schema.ts";

export function kyselyOver(database: SqliteDatabase): Kysely<Database> {
  return new Kysely({ dialect: new Dialect({ database }) });
}

class Dialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new TransactionDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new Adapter();
  }

  override createQueryCompiler(): SqliteQueryCompiler {
    return new Compiler();
  }
}

/**
 * SQLite plans by the value of a parameter that is a whole limit, and so plans the statement anew each time it is
 * given one: up to a tenth of the time of a list. Behind the unary `+` it does not look.
 */
class Compiler extends SqliteQueryCompiler {
  protected override visitLimit({ limit }: LimitNode): void {
    this.append("limit +");
    this.visitNode(limit);
  }
}

/** Kysely denies it, as a transaction ignores steps that switch foreign keys off. None of our migrations does that. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Begins with the write lock, as all our transactions write. One that reads first and asks for the lock later is
 * refused at once, without waiting, where another process has written in between (SQLITE_BUSY_SNAPSHOT,
 * https://www.sqlite.org/isolation.html).
 */
class TransactionDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /**
   * After a full disk SQLite has rolled back by itself: the error that there is nothing to roll back would hide the
   * cause.
   */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (!/no transaction is active/.test(String(error))) throw error;
    }
  }
}
