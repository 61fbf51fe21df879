/** Layers and configs. Content is stored once; a repository shows only what a link of its own names. */
import type { Deps } from "../deps.ts";
import { blobPath, layerLinkPath } from "./layout.ts";

/** Bytes of a blob the repository shows; undefined where it shows none. */
export async function blobSize(
  { storage }: Deps,
  repository: string,
  digest: string,
): Promise<number | undefined> {
  const linked = (await storage.size(layerLinkPath(repository, digest))) !== undefined;
  return linked ? storage.size(blobPath(digest)) : undefined;
}

/**
 * Makes a verified and flushed file a blob of the repository. The link comes last: it is never there without the
 * content. A blob that exists already is kept, the file is left to its owner.
 */
export async function commitBlob(
  deps: Deps,
  repository: string,
  digest: string,
  path: string,
): Promise<void> {
  const { storage } = deps;
  if ((await storage.size(blobPath(digest))) === undefined) await storage.move(path, blobPath(digest));
  await linkBlob(deps, repository, digest);
}

/** Shows a stored blob in one more repository. */
export async function linkBlob({ storage }: Deps, repository: string, digest: string): Promise<void> {
  await storage.writeBytes(layerLinkPath(repository, digest), new TextEncoder().encode(digest));
}
