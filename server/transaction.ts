/** The one way into a transaction (tests/architecture.test.ts). */
import type { Kysely } from "kysely";
import type { Database } from "./db/schema.ts";
import { withoutSync } from "./db/sqlite/without-sync.ts";

interface WithDatabase {
  db: Kysely<Database>;
}

/**
 * Runs `work` with the same context, whose `db` is the transaction. Inside another's transaction it joins that one: on a
 * single connection a second would wait for the first for ever. An error undoes the outermost, so whoever catches one
 * inside keeps what was written before it.
 */
export async function inTransaction<Context extends WithDatabase, Result>(
  context: Context,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  if (context.db.isTransaction) return await work(context);
  return await context.db.transaction().execute((db) => work({ ...context, db }));
}

/**
 * As `inTransaction`, for what would only be done again where a power cut undid it, as the service does by itself: a sync
 * holds the whole process up, and a busy disk takes its time for it.
 */
export async function inUnsyncedTransaction<Context extends WithDatabase, Result>(
  context: Context,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  if (context.db.isTransaction) return await work(context);
  return await withoutSync(context.db, (db) => inTransaction({ ...context, db }, work));
}

/** For what changes files, which no rollback brings back, or waits for its turn, as others then wait for the connection. */
export function requireNoTransaction({ db }: WithDatabase): void {
  if (db.isTransaction) throw new Error("this cannot be part of another's transaction");
}
