/** At the start of the service: finishes what a crash interrupted and clears what clients left behind. */
import type { Deps } from "../deps.ts";
import { settle } from "./file-changes.ts";
import { UNFINISHED } from "./layout.ts";
import { removeStaleUploads } from "./stale-uploads.ts";

/**
 * Makes the files of every change left in the log agree with the tables, then drops files half written and stale
 * uploads. Can be repeated; nothing else may write meanwhile.
 */
export async function reconcileFiles(deps: Deps): Promise<void> {
  const changes = await deps.db.selectFrom("file_changes").selectAll().orderBy("id").execute();
  if (changes.length > 0) deps.log.info("aligning files of interrupted changes", { changes: changes.length });
  await settle(deps, changes);
  await deps.storage.remove(UNFINISHED);
  await removeStaleUploads(deps);
}
