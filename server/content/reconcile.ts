/** At the start of the service: makes the links follow that a crash held up, and clears what it left behind. */
import type { Deps } from "../deps.ts";
import { UNFINISHED } from "./layout.ts";
import { followTables } from "./link-files.ts";

/** Can be repeated; nothing else may write meanwhile. */
export async function reconcileFiles(deps: Deps): Promise<void> {
  try {
    await followTables(deps);
  } catch (error) {
    // Only the way out needs the links; the job tries again.
    deps.log.error("files of the registry lag behind the tables", error);
  }
  await deps.links.remove(UNFINISHED);
}
