/** Changes that take things away, or only point at what is there: rows and log in one transaction, then the files. */
import type { Deps } from "../deps.ts";
import { inTransaction, requireNoTransaction } from "../transaction.ts";
import { type FileChange, recordChanges, settle } from "./file-changes.ts";

/** `changeRows` answers what files to make agree with the tables afterwards. */
export async function rowsThenFiles(
  deps: Deps,
  repository: string,
  changeRows: (db: Deps["db"]) => Promise<Omit<FileChange, "id">[]>,
): Promise<void> {
  requireNoTransaction(deps);
  await deps.state.locks.withLock(repository, async () => {
    const changes = await inTransaction(deps, async ({ db }) => recordChanges(db, await changeRows(db)));
    await settle(deps, changes);
  });
}
