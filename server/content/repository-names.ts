import type { Storage } from "../ports/storage.ts";
import { REPOSITORIES } from "./layout.ts";

/** Every folder that may be a repository's: also of a push whose image does not exist yet, and folders on the way. */
export async function* repositoryNames(storage: Storage): AsyncGenerator<string> {
  for (const organization of await storage.list(REPOSITORIES)) yield* namesBelow(storage, organization);
}

async function* namesBelow(storage: Storage, name: string): AsyncGenerator<string> {
  for (const entry of await storage.list(`${REPOSITORIES}/${name}`)) {
    if (!entry.startsWith("_")) yield* namesBelow(storage, `${name}/${entry}`);
  }
  yield name;
}
