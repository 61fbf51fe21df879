/** Changes that take things away, or only point at what is there: rows and log in one transaction, then the files. */
import type { Deps } from "../deps.ts";
import { inTransaction, requireNoTransaction } from "../transaction.ts";
import { type FileChange, recordChanges, settle } from "./file-changes.ts";

/** `changeRows` answers what files to make agree with the tables afterwards. */
export async function rowsThenFiles<Context extends Deps>(
  context: Context,
  repository: string,
  changeRows: (context: Context) => Promise<Omit<FileChange, "id">[]>,
): Promise<void> {
  requireNoTransaction(context);
  await context.state.locks.withLock(repository, async () => {
    const changes = await inTransaction(context, async (context) =>
      recordChanges(context.db, await changeRows(context)),
    );
    await settle(context, changes);
  });
}
