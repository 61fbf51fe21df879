/**
 * Uploads of blobs, from their start until they are given up or become a blob. An upload lives in files alone, so it
 * outlives the process and whatever was written of a request that broke off.
 */
import { LAYER_MAX } from "../../core/limits.ts";
import type { Deps } from "../deps.ts";
import type { AppendHandle } from "../ports/storage.ts";
import type { Writer } from "../ports/upload-writers.ts";
import { commitBlob } from "./blobs.ts";
import { digestOf } from "./digest-of.ts";
import { uploadDataPath, uploadFolder, uploadStartedPath } from "./layout.ts";
import { pour } from "./pour.ts";

const UPLOAD_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Upload {
  /** `organization/image` */
  repository: string;
  id: string;
}

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

export async function startUpload(deps: Deps, repository: string): Promise<Upload> {
  const upload = { repository, id: crypto.randomUUID() };
  const started = await deps.storage.openAppend(uploadStartedPath(repository, upload.id));
  try {
    await started.write([new TextEncoder().encode(deps.clock().toISOString())]);
  } finally {
    await started.close();
  }
  return upload;
}

/** Bytes received so far; undefined where there is no such upload: it ended or was cancelled. */
export async function uploadSize({ storage }: Deps, { repository, id }: Upload): Promise<number | undefined> {
  const exists = UPLOAD_ID.test(id) && (await storage.size(uploadStartedPath(repository, id))) !== undefined;
  return exists ? ((await storage.size(uploadDataPath(repository, id))) ?? 0) : undefined;
}

export function appendToUpload(deps: Deps, upload: Upload, chunk: Chunk): Promise<AppendOutcome> {
  return asWriter<AppendOutcome>(deps, upload, async (writer) => {
    return (await refusal(deps, upload, chunk)) ?? append(deps, upload, chunk, writer);
  });
}

/** Appends the last chunk, which may be empty, and makes the upload a blob of its repository. */
export function finishUpload(
  deps: Deps,
  upload: Upload,
  digest: string,
  chunk: Chunk,
): Promise<FinishOutcome> {
  return asWriter<FinishOutcome>(deps, upload, async (writer) => {
    const refused = await refusal(deps, upload, chunk);
    if (refused) return refused;
    const appended = await append(deps, upload, chunk, writer, (file) => file.sync());
    if (appended.outcome !== "appended") return appended;
    const actual = await digestOfUpload(deps, upload);
    const path = uploadDataPath(upload.repository, upload.id);
    const committed = actual === digest && (await commitBlob(deps, upload.repository, digest, path));
    await dropUpload(deps, upload);
    if (committed) return { outcome: "stored" };
    // With its organization the upload has ended.
    return actual === digest ? { outcome: "unknown upload" } : { outcome: "other digest", actual };
  });
}

export function cancelUpload(deps: Deps, upload: Upload): Promise<CancelOutcome> {
  return asWriter<CancelOutcome>(deps, upload, async () => {
    if ((await uploadSize(deps, upload)) === undefined) return { outcome: "unknown upload" };
    await dropUpload(deps, upload);
    return { outcome: "cancelled" };
  });
}

async function asWriter<Outcome extends object>(
  { state }: Deps,
  { id }: Upload,
  work: (writer: Writer) => Promise<Outcome>,
): Promise<Outcome | UploadRefusal> {
  return (await state.uploadWriters.exclusively(id, work)) ?? { outcome: "busy" };
}

/** Before a byte of it is read. */
async function refusal(
  deps: Deps,
  upload: Upload,
  { bytes, follows, room }: Chunk,
): Promise<UploadRefusal | undefined> {
  const size = await uploadSize(deps, upload);
  if (size === undefined) return { outcome: "unknown upload" };
  if (!follows(size)) return { outcome: "does not follow", size };
  return sizeRefusal(size + bytes, room);
}

function sizeRefusal(size: number, room: number): UploadRefusal | undefined {
  if (size > LAYER_MAX) return { outcome: "too large" };
  return size > room ? { outcome: "no room" } : undefined;
}

async function append(
  deps: Deps,
  upload: Upload,
  { body, room }: Chunk,
  writer: Writer,
  afterwards?: (file: AppendHandle) => Promise<void>,
): Promise<AppendOutcome> {
  const file = await deps.storage.openAppend(uploadDataPath(upload.repository, upload.id));
  try {
    const size = body ? await pourInto(deps, upload, file, { body, room }, writer) : file.offset;
    await afterwards?.(file);
    return { outcome: "appended", size };
  } catch (error) {
    if (error instanceof TooMuch) return error.refusal;
    throw error;
  } finally {
    await file.close();
  }
}

async function pourInto(
  { createSha256, state: { uploadHashes } }: Deps,
  { id }: Upload,
  file: AppendHandle,
  { body, room }: { body: ReadableStream<Uint8Array>; room: number },
  writer: Writer,
): Promise<number> {
  // Put back once all that was hashed is also written: a failed write leaves the file shorter.
  const taken = uploadHashes.take(id);
  const kept = file.offset === 0 ? { sha256: createSha256(), length: 0 } : taken;
  const hash = kept?.length === file.offset ? kept : undefined;
  let size = file.offset;
  let written = true;
  try {
    await pour(body, {
      signal: writer.signal,
      onProgress: writer.moved,
      async write(chunks) {
        written = false;
        size += chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
        const refusal = sizeRefusal(size, room);
        if (refusal) throw new TooMuch(refusal);
        const writing = file.write(chunks);
        for (const chunk of chunks) hash?.sha256.update(chunk);
        await writing;
        written = true;
      },
    });
  } finally {
    if (hash && written) uploadHashes.keep(id, { sha256: hash.sha256, length: size });
  }
  return size;
}

async function digestOfUpload(deps: Deps, { repository, id }: Upload): Promise<string> {
  const path = uploadDataPath(repository, id);
  const kept = deps.state.uploadHashes.take(id);
  if (kept && kept.length === (await deps.storage.size(path))) return `sha256:${kept.sha256.digestHex()}`;
  return await digestOf(deps, deps.storage.readStream(path));
}

/** What is not there is no error. */
export async function dropUpload({ storage, state }: Deps, { repository, id }: Upload): Promise<void> {
  state.uploadHashes.take(id);
  await storage.remove(uploadFolder(repository, id));
}
