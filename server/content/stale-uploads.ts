/** Uploads that nobody will end: without this, every abandoned one would keep its bytes on the disk. */
import type { Deps } from "../deps.ts";
import { uploadFolder, uploadStartedPath, uploadsFolder } from "./layout.ts";
import { repositoryNames } from "./repository-names.ts";

/** CNCF distribution's own age for it, a week. */
const STALE_MS = 7 * 24 * 60 * 60 * 1000;

/** Removes the uploads started more than a week ago. Walks all repositories, their images need not exist yet. */
export async function removeStaleUploads(deps: Deps): Promise<void> {
  for await (const name of repositoryNames(deps.storage)) await sweep(deps, name);
}

async function sweep(deps: Deps, name: string): Promise<void> {
  const { storage } = deps;
  for (const id of await storage.list(uploadsFolder(name))) {
    const started = await storage.readBytes(uploadStartedPath(name, id));
    // Without a start it was cut off at its very beginning.
    const startedAt = started ? Date.parse(new TextDecoder().decode(started)) : 0;
    if (deps.clock().getTime() - startedAt < STALE_MS) continue;
    await storage.remove(uploadFolder(name, id));
    deps.log.info("removed a stale upload", { repository: name });
  }
}
