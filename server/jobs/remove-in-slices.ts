import type { DeleteResult, Kysely } from "kysely";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { inTransaction, inUnsyncedTransaction } from "../transaction.ts";
import { givingWay } from "./give-way.ts";

/** Rows deleted by one statement, so that requests come between. */
export const SLICE = 200;

type RemoveSome = (db: Kysely<Database>) => { executeTakeFirstOrThrow(): Promise<DeleteResult> };

/** Deletes what `removeSome` finds, until it finds nothing. Answers how many rows that were. */
export async function removeInSlices(
  context: Pick<Deps, "db" | "state"> & { signal?: AbortSignal | undefined },
  removeSome: RemoveSome,
): Promise<number> {
  const removeSlice = () =>
    inUnsyncedTransaction(context, ({ db }) => removeSome(db).executeTakeFirstOrThrow());
  let removed = 0;
  for (;;) {
    context.signal?.throwIfAborted();
    const { numDeletedRows } = await givingWay(context, removeSlice);
    if (numDeletedRows === 0n) return removed;
    removed += Number(numDeletedRows);
  }
}

/** For a request that deletes much: runs `deleteSome`, which answers how many rows it deleted, until that is none. */
export async function inSlices<Context extends Pick<Deps, "db">>(
  context: Context,
  deleteSome: (within: Context) => Promise<number>,
): Promise<void> {
  while ((await inTransaction(context, deleteSome)) > 0) {
    // Other requests get their turn in between.
    await new Promise((resolve) => setTimeout(resolve));
  }
}
