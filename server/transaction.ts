/** The one way into a transaction (tests/architecture.test.ts). */
import type { Kysely } from "kysely";
import type { Database } from "./db/schema.ts";
import { withoutSync } from "./db/sqlite/without-sync.ts";

interface WithDatabase {
  db: Kysely<Database>;
}

/**
 * Runs `work` with the same context, whose `db` is the transaction. Inside a running transaction it joins that one, as
 * a second would wait for ever on a single connection. An error rolls the outermost transaction back; an error that is
 * caught inside undoes nothing.
 */
export async function inTransaction<Context extends WithDatabase, Result>(
  context: Context,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  if (context.db.isTransaction) return await work(context);
  return await context.db.transaction().execute((db) => work({ ...context, db }));
}

/**
 * Like `inTransaction`, but the commit does not wait for the disk: for background work, which is simply done again if a
 * power cut undoes it. A sync blocks the whole process, and a busy disk takes its time.
 */
export async function inUnsyncedTransaction<Context extends WithDatabase, Result>(
  context: Context,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  if (context.db.isTransaction) return await work(context);
  return await withoutSync(context.db, (db) => inTransaction({ ...context, db }, work));
}

/**
 * For functions that change files, which no rollback restores, or that wait for a turn, while others would wait for the
 * connection.
 */
export function requireNoTransaction({ db }: WithDatabase): void {
  if (db.isTransaction) throw new Error("this cannot be part of another's transaction");
}
