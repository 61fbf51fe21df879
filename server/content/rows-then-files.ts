/** Changes of a repository's rows: what of its files is to follow is logged in the same transaction. */
import type { Deps } from "../deps.ts";
import { inSharedTransaction } from "../shared-transaction.ts";
import { requireNoTransaction } from "../transaction.ts";
import { type NewChange, recordChanges } from "./file-changes.ts";

/** `changeRows` answers what files to make agree with the tables afterwards. */
export async function rowsThenFiles<Context extends Deps>(
  context: Context,
  changeRows: (context: Context) => Promise<NewChange[]>,
): Promise<void> {
  requireNoTransaction(context);
  await inSharedTransaction(context, async (context) => recordChanges(context, await changeRows(context)));
}
