/**
 * Uploads of blobs, from their start until they are given up or become a blob. A row says how far one came and what its
 * bytes hash to: written at the end of each request, and only by one whose claim on it still stands.
 */
import { type DigestAlgorithm, digestAlgorithm } from "../../core/digest.ts";
import { LAYER_MAX } from "../../core/limits.ts";
import type { Deps } from "../deps.ts";
import type { Appending } from "../ports/content.ts";
import type { Writer } from "../ports/upload-writers.ts";
import { commitUpload } from "./blobs.ts";
import { digestOf } from "./digest-of.ts";
import { pour } from "./pour.ts";
import {
  type Appended,
  type Claim,
  claimUpload,
  deleteUpload,
  findUpload,
  forgetEnded,
  insertUpload,
  moveUpload,
  type Upload,
  type UploadRow,
} from "./upload-rows.ts";

/** The next bytes of an upload. */
export interface Chunk {
  body: ReadableStream<Uint8Array> | null;
  /** What the sender says it has; 0 where it does not say. */
  bytes: number;
  /** Whether its sender means it to follow what is there, of which there are `size` bytes. */
  follows: (size: number) => boolean;
  /** Bytes the whole blob may have, were it not for a layer's largest size. */
  room: number;
}

/** Why nothing, or not all, of a request was done. What had been written stays, so that the sender can go on. */
export type UploadRefusal =
  | { outcome: "unknown upload" }
  /** Another request is writing and not stalled, or has taken over. */
  | { outcome: "busy" }
  | { outcome: "does not follow"; size: number }
  /** Beyond a layer's largest size. */
  | { outcome: "too large" }
  | { outcome: "no room" };

export type AppendOutcome = { outcome: "appended"; size: number } | UploadRefusal;

export type FinishOutcome =
  | { outcome: "stored" }
  /** Ends the upload. */
  | { outcome: "other digest"; actual: string }
  | UploadRefusal;

export type CancelOutcome = { outcome: "cancelled" } | UploadRefusal;

class TooMuch extends Error {
  readonly refusal: UploadRefusal;

  constructor(refusal: UploadRefusal) {
    super(refusal.outcome);
    this.refusal = refusal;
  }
}

/** `userId` is who begins it. Under a digest of another algorithm it can be finished, but is read again for that. */
export async function startUpload(
  deps: Deps,
  repository: string,
  userId: string,
  algorithm: DigestAlgorithm,
): Promise<Upload> {
  const id = crypto.randomUUID();
  const begun = { state: await deps.content.begin(), digest: deps.createHash(algorithm).digest() };
  await insertUpload(deps, { repository, id, userId, ...begun });
  return { repository, id };
}

/** Bytes received so far; undefined where there is no such upload: it ended or was cancelled. */
export async function uploadSize(deps: Deps, upload: Upload): Promise<number | undefined> {
  const position = await deps.state.uploadWriters.position(upload.id);
  const row = await findUpload(deps, upload);
  return row && Math.max(row.offset, position ?? 0);
}

export function appendToUpload(deps: Deps, upload: Upload, chunk: Chunk): Promise<AppendOutcome> {
  return asWriter<AppendOutcome>(deps, upload, chunk, async (row, writer) => {
    const appended = await append(deps, row, chunk, writer, algorithmOf(row));
    if (!(await moveUpload(deps, row, appended))) return await lost(deps, upload);
    return outcomeOf(appended) ?? { outcome: "appended", size: appended.offset };
  });
}

/** Appends the last chunk, which may be empty, and makes the upload a blob of its repository. */
export function finishUpload(
  deps: Deps,
  upload: Upload,
  digest: string,
  chunk: Chunk,
): Promise<FinishOutcome> {
  return asWriter<FinishOutcome>(deps, upload, chunk, async (row, writer) => {
    const algorithm = digestAlgorithm(digest);
    const appended = await append(deps, row, chunk, writer, row.offset === 0 ? algorithm : algorithmOf(row));
    if (appended.failure !== undefined && !(await moveUpload(deps, row, appended)))
      return await lost(deps, upload);
    const refused = outcomeOf(appended);
    if (refused) return refused;
    // Read again is only what several processes saw in turn, or what came in chunks under another algorithm.
    const known = appended.digest?.startsWith(`${algorithm}:`) ? appended.digest : undefined;
    const actual = known ?? (await digestOf(deps, algorithm, reread(deps, appended)));
    if (actual !== digest) {
      await dropUpload(deps, row);
      return { outcome: "other digest", actual };
    }
    deps.state.uploadHashes.take(row.id);
    const committed = await commitUpload(deps, upload.repository, digest, { row, appended });
    return committed ? { outcome: "stored" } : await lost(deps, upload);
  });
}

export function cancelUpload(deps: Deps, upload: Upload): Promise<CancelOutcome> {
  return asWriter<CancelOutcome>(deps, upload, undefined, async (row) =>
    (await dropUpload(deps, row)) ? { outcome: "cancelled" } : await lost(deps, upload),
  );
}

/** False where it has ended or is another's. */
export async function dropUpload(deps: Deps, claim: Claim): Promise<boolean> {
  deps.state.uploadHashes.take(claim.id);
  const state = await deleteUpload(deps, claim);
  if (!state) return false;
  await deps.content.abort(state);
  await forgetEnded(deps, claim.id);
  return true;
}

/** Without a chunk there is nothing to refuse but the upload itself. */
async function asWriter<Outcome extends object>(
  deps: Deps,
  upload: Upload,
  chunk: Chunk | undefined,
  work: (row: UploadRow, writer: Writer) => Promise<Outcome>,
): Promise<Outcome | UploadRefusal> {
  const outcome = await deps.state.uploadWriters.exclusively<Outcome | UploadRefusal>(
    upload.id,
    async (writer) => {
      const found = await findUpload(deps, upload);
      if (!found) return { outcome: "unknown upload" };
      const refused = chunk && refusal(found.offset, chunk);
      if (refused) return refused;
      // What is only to be removed is not copied first.
      const row = chunk ? await claim(deps, found) : await claimUpload(deps, found);
      if (!row) return await lost(deps, upload);
      try {
        return await work(row, writer);
      } catch (error) {
        await letGo(deps, row);
        throw error;
      }
    },
  );
  return outcome ?? { outcome: "busy" };
}

/** Undefined where another was quicker. */
async function claim(deps: Deps, found: UploadRow): Promise<UploadRow | undefined> {
  const row = await claimUpload(deps, found);
  // This process has no other writer of it: the token is of another process, stalled or killed.
  return row && found.writer !== "" ? await takeOver(deps, row) : row;
}

/** Goes on with a copy of the acknowledged bytes, so that nothing the earlier writer still writes gets in. */
async function takeOver(deps: Deps, row: UploadRow): Promise<UploadRow | undefined> {
  const taken = { ...row, state: await deps.content.takeOver(row.state, row.offset) };
  const isOwn = await moveUpload(deps, row, taken, row.writer);
  await deps.content.abort(isOwn ? row.state : taken.state);
  return isOwn ? taken : undefined;
}

/** After a failure, so that the next request need not copy. Does nothing where the claim is gone already. */
async function letGo(deps: Deps, row: UploadRow): Promise<void> {
  // The failure itself is what is reported, not this one.
  await moveUpload(deps, row, row).catch(() => undefined);
}

/** Why a claim does not stand any more. */
async function lost(deps: Deps, upload: Upload): Promise<UploadRefusal> {
  return { outcome: (await findUpload(deps, upload)) ? "busy" : "unknown upload" };
}

/** Before a byte of it is read. */
function refusal(size: number, { bytes, follows, room }: Chunk): UploadRefusal | undefined {
  if (!follows(size)) return { outcome: "does not follow", size };
  return sizeRefusal(size + bytes, room);
}

function sizeRefusal(size: number, room: number): UploadRefusal | undefined {
  if (size > LAYER_MAX) return { outcome: "too large" };
  return size > room ? { outcome: "no room" } : undefined;
}

/** Undefined where all was appended. Throws what is no refusal. */
function outcomeOf({ failure }: Appended): UploadRefusal | undefined {
  if (failure instanceof TooMuch) return failure.refusal;
  if (failure !== undefined) throw failure;
  return undefined;
}

/** `algorithm`: of the hash that runs along, where all bytes so far are known to it. */
async function append(
  deps: Deps,
  row: UploadRow,
  { body, room }: Chunk,
  writer: Writer,
  algorithm: DigestAlgorithm,
): Promise<Appended> {
  if (!body) return row;
  const hash = runningHash(deps, row, algorithm);
  let appending: Appending | undefined;
  let offset = row.offset;
  let hashed = row.offset;
  let failure: unknown;
  try {
    await pour(body, {
      signal: writer.signal,
      onProgress: () => writer.moved(offset),
      onCut: () => writer.closing(),
      async write(chunks) {
        const size = offset + chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
        const refusal = sizeRefusal(size, room);
        if (refusal) throw new TooMuch(refusal);
        appending ??= await deps.content.append(row.state, row.offset);
        const writing = appending.write(chunks);
        for (const chunk of chunks) hash?.update(chunk);
        hashed = size;
        await writing;
        offset = size;
        writer.moved(offset);
      },
    });
  } catch (error) {
    failure = error;
  }
  const state = (await appending?.end()) ?? row.state;
  // After a failed write more was hashed than is there.
  const seen = hash && hashed === offset ? hash : undefined;
  if (seen) deps.state.uploadHashes.keep(row.id, seen);
  const digest = offset === row.offset ? row.digest : (seen?.digest() ?? null);
  return { state, offset, digest, ...(failure !== undefined && { failure }) };
}

/** An empty one has no bytes anywhere yet. */
function reread({ content }: Deps, { state, offset }: Appended): AsyncIterable<Uint8Array> {
  return offset === 0 ? new Blob([]).stream() : content.reread(state);
}

/** Of the digest so far. What is read again at the end may have any. */
function algorithmOf({ digest }: UploadRow): DigestAlgorithm {
  return digestAlgorithm(digest ?? "");
}

/** Over all bytes so far; undefined where that is not known here, and they are read again at the end. */
function runningHash({ createHash, state }: Deps, row: UploadRow, algorithm: DigestAlgorithm) {
  const kept = state.uploadHashes.take(row.id);
  if (row.offset === 0) return createHash(algorithm);
  // Another process may have had a request since, whose bytes came in place of those hashed here.
  return kept?.digest() === row.digest ? kept : undefined;
}
