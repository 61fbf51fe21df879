/** Changes of a repository's rows: what of its files is to follow is logged in the same transaction. */
import type { Deps } from "../deps.ts";
import { inTransaction, requireNoTransaction } from "../transaction.ts";
import { type NewChange, recordChanges } from "./file-changes.ts";

/** `changeRows` answers what files to make agree with the tables afterwards. */
export async function rowsThenFiles<Context extends Deps>(
  context: Context,
  repository: string,
  changeRows: (context: Context) => Promise<NewChange[]>,
): Promise<void> {
  requireNoTransaction(context);
  await context.state.locks.withLock(repository, () =>
    inTransaction(context, async (context) => recordChanges(context, await changeRows(context))),
  );
}
