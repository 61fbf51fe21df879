/**
 * Uploads of blobs, from their start until they are given up or become a blob. An upload lives in files alone, so it
 * outlives the process and whatever was written of a request that broke off.
 */
import type { Deps, Sha256 } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import type { AppendHandle, Storage } from "../ports/storage.ts";
import { exclusively, type Writer } from "../ports/upload-writers.ts";
import { commitBlob } from "./blobs.ts";
import { uploadDataPath, uploadFolder, uploadStartedPath } from "./layout.ts";
import { pour } from "./pour.ts";

/** Bytes. SWR takes layers of up to 10 GB (product documentation, "Constraints"). */
export const LAYER_MAX_BYTES = 10 * 1024 ** 3;

const UPLOAD_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Hashes kept of unfinished uploads. Beyond, the oldest is dropped and its upload read again at its end. */
const KEPT_HASHES = 1000;

export interface Upload {
  /** `organization/image` */
  repository: string;
  id: string;
}

/** Over the first `length` bytes of an upload. */
interface RunningHash {
  sha256: Sha256;
  length: number;
}

const hashesBy = new WeakMap<Storage, Map<string, RunningHash>>();

function hashesOf(storage: Storage): Map<string, RunningHash> {
  const hashes = hashesBy.get(storage) ?? new Map<string, RunningHash>();
  hashesBy.set(storage, hashes);
  return hashes;
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

/** Bytes received so far. BLOB_UPLOAD_UNKNOWN where there is no such upload. */
export async function uploadSize({ storage }: Deps, { repository, id }: Upload): Promise<number> {
  const exists = UPLOAD_ID.test(id) && (await storage.size(uploadStartedPath(repository, id))) !== undefined;
  if (!exists) throw new RegistryError("BLOB_UPLOAD_UNKNOWN", "no such upload: it ended or was cancelled");
  return (await storage.size(uploadDataPath(repository, id))) ?? 0;
}

/**
 * Appends a body and returns the new size. `check` is told the size before and may refuse. BLOB_UPLOAD_INVALID while
 * another request writes and is not stalled, SIZE_INVALID beyond a layer's largest size.
 */
export function appendToUpload(
  deps: Deps,
  upload: Upload,
  body: ReadableStream<Uint8Array> | null,
  check: (size: number) => void,
): Promise<number> {
  return exclusively(deps, upload.id, async (writer) => {
    check(await uploadSize(deps, upload));
    return withData(deps, upload, (file) => append(deps, upload, file, body, writer));
  });
}

/** Appends the last body, which may be empty, and makes the upload a blob of its repository. DIGEST_INVALID ends it. */
export function finishUpload(
  deps: Deps,
  upload: Upload,
  digest: string,
  body: ReadableStream<Uint8Array> | null,
  check: (size: number) => void,
): Promise<void> {
  return exclusively(deps, upload.id, async (writer) => {
    check(await uploadSize(deps, upload));
    await withData(deps, upload, async (file) => {
      await append(deps, upload, file, body, writer);
      await file.sync();
    });
    const actual = await digestOf(deps, upload);
    if (actual !== digest) {
      await dropUpload(deps, upload);
      throw new RegistryError("DIGEST_INVALID", "the content does not have the digest it was sent under", {
        detail: { expected: digest, actual },
      });
    }
    await commitBlob(deps, upload.repository, digest, uploadDataPath(upload.repository, upload.id));
    await dropUpload(deps, upload);
  });
}

export function cancelUpload(deps: Deps, upload: Upload): Promise<void> {
  return exclusively(deps, upload.id, async () => {
    await uploadSize(deps, upload);
    await dropUpload(deps, upload);
  });
}

async function withData<Result>(
  { storage }: Deps,
  { repository, id }: Upload,
  work: (file: AppendHandle) => Promise<Result>,
): Promise<Result> {
  const file = await storage.openAppend(uploadDataPath(repository, id));
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

async function append(
  deps: Deps,
  upload: Upload,
  file: AppendHandle,
  body: ReadableStream<Uint8Array> | null,
  writer: Writer,
): Promise<number> {
  if (!body) return file.offset;
  const hashes = hashesOf(deps.storage);
  const kept = file.offset === 0 ? { sha256: deps.createSha256(), length: 0 } : hashes.get(upload.id);
  const hash = kept?.length === file.offset ? kept : undefined;
  let size = file.offset;
  // Put back once all that was hashed is also written: a failed write leaves the file shorter.
  hashes.delete(upload.id);
  let written = true;
  try {
    await pour(body, {
      signal: writer.abort.signal,
      onProgress: () => {
        writer.movedAt = deps.clock().getTime();
      },
      async write(chunks) {
        written = false;
        size += chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
        if (size > LAYER_MAX_BYTES) throw new RegistryError("SIZE_INVALID", "a layer may have 10 GB at most");
        const writing = file.write(chunks);
        for (const chunk of chunks) hash?.sha256.update(chunk);
        await writing;
        written = true;
      },
    });
  } finally {
    if (hash && written) keepHash(hashes, upload.id, { sha256: hash.sha256, length: size });
  }
  return size;
}

function keepHash(hashes: Map<string, RunningHash>, id: string, hash: RunningHash): void {
  const [oldest] = hashes.keys();
  if (oldest !== undefined && hashes.size >= KEPT_HASHES) hashes.delete(oldest);
  hashes.set(id, hash);
}

async function digestOf(deps: Deps, { repository, id }: Upload): Promise<string> {
  const path = uploadDataPath(repository, id);
  const hashes = hashesOf(deps.storage);
  const kept = hashes.get(id);
  hashes.delete(id);
  if (kept && kept.length === (await deps.storage.size(path))) return `sha256:${kept.sha256.digestHex()}`;
  const sha256 = deps.createSha256();
  for await (const chunk of deps.storage.readStream(path)) sha256.update(chunk);
  return `sha256:${sha256.digestHex()}`;
}

/** What is not there is no error. */
export async function dropUpload({ storage }: Deps, { repository, id }: Upload): Promise<void> {
  hashesOf(storage).delete(id);
  await storage.remove(uploadFolder(repository, id));
}
