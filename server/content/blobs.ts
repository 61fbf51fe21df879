/**
 * Layers and configs. Content is stored once; a repository shows only what a link of its own names.
 *
 * Whatever makes a client rely on a blob makes blob and link look new, one blob at a time: garbage collection spares
 * what is new, and looks again under the same lock before it removes (docs/decisions/0009).
 */
import type { Deps } from "../deps.ts";
import type { ByteRange } from "../ports/storage.ts";
import { StorageError } from "../ports/storage-error.ts";
import { blobPath, layerLinkPath } from "./layout.ts";

/** Bytes of a blob the repository shows; undefined where it shows none. */
export async function blobSize(
  { storage }: Pick<Deps, "storage">,
  repository: string,
  digest: string,
): Promise<number | undefined> {
  const linked = (await storage.size(layerLinkPath(repository, digest))) !== undefined;
  return linked ? contentSize({ storage }, digest) : undefined;
}

/** The same for a client that may push on the strength of the answer: the blob stays, for the time of a push. */
export function holdBlob(deps: Deps, repository: string, digest: string): Promise<number | undefined> {
  return deps.state.locks.withLock(digest, async () => {
    const size = await blobSize(deps, repository, digest);
    if (size === undefined) return undefined;
    try {
      await deps.storage.touch(blobPath(digest));
      await deps.storage.touch(layerLinkPath(repository, digest));
    } catch (error) {
      // What takes no writes is not swept either, and can still be read.
      if (!(error instanceof StorageError)) throw error;
    }
    return size;
  });
}

/** Bytes of what is stored under a digest, whichever repository shows it; undefined where nothing is. */
export function contentSize({ storage }: Pick<Deps, "storage">, digest: string): Promise<number | undefined> {
  return storage.size(blobPath(digest));
}

/** The blob, or the range of it. Fails where there is none. */
export function openBlob(
  { storage }: Pick<Deps, "storage">,
  digest: string,
  range?: ByteRange,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return storage.readStream(blobPath(digest), range);
}

/** The whole of a blob; undefined where the repository shows none, or one of more than `maxBytes`. */
export async function readSmallBlob(
  { storage }: Pick<Deps, "storage">,
  repository: string,
  digest: string,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const size = await blobSize({ storage }, repository, digest);
  return size !== undefined && size <= maxBytes ? storage.readBytes(blobPath(digest)) : undefined;
}

/** Keeps the content that is there already, or has it written. */
export function storeBlob(
  { storage, state }: Pick<Deps, "storage" | "state">,
  digest: string,
  write: () => Promise<void>,
): Promise<void> {
  return state.locks.withLock(digest, async () => {
    if ((await contentSize({ storage }, digest)) === undefined) await write();
    // Also what was written just now: a finished upload's file is as old as its last byte.
    await storage.touch(blobPath(digest));
  });
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
  await storeBlob(deps, digest, () => deps.storage.move(path, blobPath(digest)));
  await linkBlob(deps, repository, digest);
}

export type MountOutcome = "mounted" | "no source" | "no room";

/** Shows a blob of one repository in another, where there is room for its bytes. */
export async function mountBlob(
  deps: Deps,
  { from, to, digest, room }: { from: string; to: string; digest: string; room: number },
): Promise<MountOutcome> {
  const size = await holdBlob(deps, from, digest);
  if (size === undefined) return "no source";
  if (size > room && (await blobSize(deps, to, digest)) === undefined) return "no room";
  await linkBlob(deps, to, digest);
  return "mounted";
}

/** Shows a stored blob in a repository. */
export function linkBlob(
  { storage, state }: Pick<Deps, "storage" | "state">,
  repository: string,
  digest: string,
): Promise<void> {
  const content = new TextEncoder().encode(digest);
  return state.locks.withLock(digest, () => storage.writeBytes(layerLinkPath(repository, digest), content));
}
