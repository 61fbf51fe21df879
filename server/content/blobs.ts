/**
 * Layers and configs. Content is stored once; a repository has only what a row of its own says.
 *
 * Whatever makes a client rely on a blob makes its rows look new: garbage collection spares what is new, and looks in
 * the transaction that removes (docs/decisions/0009).
 */
import type { Deps } from "../deps.ts";
import type { ByteRange } from "../ports/content.ts";
import { StorageError } from "../ports/storage-error.ts";
import { inSharedTransaction } from "../shared-transaction.ts";
import { inTransaction } from "../transaction.ts";
import {
  type BlobRow,
  deleteRow,
  findRows,
  insertBlob,
  insertBlobIfAbsent,
  insertRow,
  isNamedIn,
  renewRows,
} from "./blob-rows.ts";
import { blobPath } from "./layout.ts";
import { readLinks } from "./read-folder.ts";
import { type Appended, endUpload, isClaimed, type UploadRow } from "./upload-rows.ts";

/** Asked for again within it, a blob that a client was told of is not written down anew: far less than the grace. */
const RENEW_MS = 60 * 60 * 1000;

type Needs = Pick<Deps, "db" | "content" | "links" | "createHash" | "log">;
type Changes = Needs & Pick<Deps, "clock" | "state">;

/** A blob the repository has; undefined where it has none, or its content is not whole. */
export async function findBlob(
  deps: Needs,
  repository: string,
  digest: string,
): Promise<BlobRow | undefined> {
  const [blob] = await findBlobs(deps, repository, [digest]);
  return blob;
}

/** What the repository has of these, whole as far as its size tells. */
export async function findBlobs(
  deps: Needs,
  repository: string,
  digests: readonly string[],
): Promise<(BlobRow & { needed_at: string })[]> {
  const rows = await findRows(deps.db, repository, digests);
  if (rows.length < digests.length) {
    const without = digests.filter((digest) => !rows.some((row) => row.digest === digest));
    const links = await readLinks(deps, repository, without);
    rows.push(...links.map(({ linkedAt, ...link }) => ({ ...link, needed_at: linkedAt })));
  }
  const sizes = await Promise.all(rows.map(({ key }) => deps.content.size(key)));
  return rows.filter(({ digest, size }, at) => {
    if (sizes[at] === size) return true;
    // Not there for clients: so one that has the bytes sends them again, which mends it.
    const error = new Error(`${sizes[at] ?? "no"} bytes instead of ${size}`);
    deps.log.error("a blob is damaged", error, { repository, digest });
    return false;
  });
}

/** The same as `findBlob` for a client that may push on the strength of the answer: the blob stays, for the time of a push. */
export async function holdBlob(
  deps: Changes,
  repository: string,
  digest: string,
): Promise<BlobRow | undefined> {
  const [blob] = await findBlobs(deps, repository, [digest]);
  if (!blob) return undefined;
  const now = deps.clock();
  if (now.getTime() - Date.parse(blob.needed_at) < RENEW_MS) return blob;
  try {
    const held = await inTransaction(deps, ({ db }) =>
      renewRows(db, repository, [digest], now.toISOString()),
    );
    return held > 0 ? blob : undefined;
  } catch (error) {
    // What takes no writes is not collected either, and can still be read.
    if (error instanceof StorageError) return blob;
    throw error;
  }
}

/** In a push's transaction: what the repository has of these, which stays from now on. Their content may not be whole. */
export async function holdRows(
  { db, clock }: Pick<Deps, "db" | "clock">,
  repository: string,
  digests: readonly string[],
): Promise<BlobRow[]> {
  const rows = await findRows(db, repository, digests);
  const now = clock();
  const old = rows.filter(({ needed_at }) => now.getTime() - Date.parse(needed_at) >= RENEW_MS);
  const renewed = old.map(({ digest }) => digest);
  if (renewed.length > 0) await renewRows(db, repository, renewed, now.toISOString());
  return rows;
}

/** In a push's transaction: the manifest's content is a blob too, which follows with the links. */
export async function insertManifestBlob(
  deps: Pick<Deps, "db" | "clock">,
  digest: string,
  content: string,
): Promise<void> {
  const size = new TextEncoder().encode(content).byteLength;
  await insertBlobIfAbsent(deps, { digest, size, key: blobPath(digest) });
}

/** The blob, or the range of it. Fails where its content is gone. */
export function openBlob(
  { content }: Pick<Deps, "content">,
  { key }: BlobRow,
  range?: ByteRange,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return content.read(key, range);
}

/** The whole of a blob; undefined where the repository has none, or one of more than `maxBytes`. */
export async function readSmallBlob(
  deps: Needs,
  repository: string,
  digest: string,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const blob = await findBlob(deps, repository, digest);
  if (!blob || blob.size > maxBytes) return undefined;
  return new Uint8Array(await new Response(openBlob(deps, blob)).arrayBuffer());
}

/**
 * Makes a verified upload a blob of the repository, in place of whatever lies there: that may be damaged. The rows come
 * last: they are never there without the content. False where the upload or its organization is gone, or another has it.
 */
export function commitUpload(
  deps: Changes,
  repository: string,
  digest: string,
  { row, appended }: { row: UploadRow; appended: Appended },
): Promise<boolean> {
  return deps.state.locks.withLock(digest, async () => {
    const key = await completeOwn(deps, row, appended, digest);
    if (key === undefined) return false;
    return await inSharedTransaction(deps, async (within) => {
      if (!(await endUpload(within, row))) return false;
      await insertBlob(within, { digest, size: appended.offset, key });
      return await insertRow(within, repository, digest);
    });
  });
}

/** Undefined where another took the upload over. Asked only after a failure, as the rows refuse a lost claim anyway. */
async function completeOwn(
  deps: Changes,
  row: UploadRow,
  { state, offset }: Appended,
  digest: string,
): Promise<string | undefined> {
  try {
    return await deps.content.complete(state, offset, digest);
  } catch (error) {
    if (await isClaimed(deps, row)) throw error;
    return undefined;
  }
}

export type RemoveOutcome =
  | "removed"
  | "absent"
  /** A manifest of the repository could not be pulled without. */
  | "named";

/** Takes a blob from a repository. Its content goes with garbage collection, unless another repository has it. */
export async function removeBlob(deps: Changes, repository: string, digest: string): Promise<RemoveOutcome> {
  return await inTransaction(deps, async (within) => {
    if (await isNamedIn(within.db, repository, digest)) return "named";
    return (await deleteRow(within, repository, digest)) ? "removed" : "absent";
  });
}

export type MountOutcome = "mounted" | "no source" | "no room";

/** Gives a repository a blob of another, where there is room for its bytes. */
export async function mountBlob(
  deps: Changes,
  { from, to, digest, room }: { from: string; to: string; digest: string; room: number },
): Promise<MountOutcome> {
  const blob = await findBlob(deps, from, digest);
  if (!blob) return "no source";
  if (blob.size > room && !(await findBlob(deps, to, digest))) return "no room";
  const time = deps.clock().toISOString();
  return await inTransaction(deps, async (within) => {
    if ((await renewRows(within.db, from, [digest], time)) === 0) return "no source";
    return (await insertRow(within, to, digest)) ? "mounted" : "no source";
  });
}
