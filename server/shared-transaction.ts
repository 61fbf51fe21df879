/**
 * Lets works that wait at the same time share one transaction, so that the disk syncs once for all of them. Each is
 * answered after the commit, and one that fails is rolled back alone.
 */
import { type Kysely, sql } from "kysely";
import type { Database } from "./db/schema.ts";
import { inTransaction } from "./transaction.ts";

/** Works in one transaction, as others wait for it. */
const AT_ONCE = 50;

interface Turn {
  run(db: Kysely<Database>): Promise<void>;
  committed(): void;
  failed(error: unknown): void;
}

/** The waiting works of each database. An entry exists while `takeTurns` runs. */
const waiting = new WeakMap<Kysely<Database>, Turn[]>();

/** Like `inTransaction`. */
export function inSharedTransaction<Context extends { db: Kysely<Database> }, Result>(
  context: Context,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  if (context.db.isTransaction) return work(context);
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  let result: Result;
  const turn: Turn = {
    async run(db) {
      result = await work({ ...context, db });
    },
    committed: () => resolve(result),
    failed: reject,
  };
  const turns = waiting.get(context.db);
  if (turns) turns.push(turn);
  else {
    const first = [turn];
    waiting.set(context.db, first);
    void takeTurns(context.db, first);
  }
  return promise;
}

async function takeTurns(db: Kysely<Database>, turns: Turn[]): Promise<void> {
  while (turns.length > 0) {
    await share(db, turns.splice(0, AT_ONCE));
    // SQLite blocks the process during the commit: requests that came meanwhile arrive now.
    await new Promise((resolve) => setTimeout(resolve));
  }
  waiting.delete(db);
}

/** Never rejects. */
async function share(db: Kysely<Database>, turns: Turn[]): Promise<void> {
  const ends: (() => void)[] = [];
  try {
    await inTransaction({ db }, async ({ db }) => {
      for (const turn of turns) ends.push(await runAlone(db, turn));
    });
  } catch (error) {
    for (const turn of turns) turn.failed(error);
    return;
  }
  for (const end of ends) end();
}

/** Answers what to call after the commit. */
async function runAlone(db: Kysely<Database>, turn: Turn): Promise<() => void> {
  await sql`savepoint turn`.execute(db);
  try {
    await turn.run(db);
    await sql`release savepoint turn`.execute(db);
    return turn.committed;
  } catch (error) {
    await sql`rollback to savepoint turn`.execute(db);
    await sql`release savepoint turn`.execute(db);
    return () => turn.failed(error);
  }
}
