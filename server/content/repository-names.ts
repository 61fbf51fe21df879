import type { LinkFolder } from "../ports/link-folder.ts";
import { REPOSITORIES } from "./layout.ts";

/** Every folder that may be a repository's: also of a push whose image does not exist yet, and folders on the way. */
export async function* repositoryNames(links: LinkFolder): AsyncGenerator<string> {
  for (const organization of await links.list(REPOSITORIES)) yield* namesBelow(links, organization);
}

async function* namesBelow(links: LinkFolder, name: string): AsyncGenerator<string> {
  for (const entry of await links.list(`${REPOSITORIES}/${name}`)) {
    if (!entry.startsWith("_")) yield* namesBelow(links, `${name}/${entry}`);
  }
  yield name;
}
