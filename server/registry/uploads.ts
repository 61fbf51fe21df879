/**
 * Uploads of blobs, from their start until they are given up or become a blob. An upload lives in files alone, so it
 * outlives the process and whatever was written of a request that broke off.
 */
import type { Deps, Sha256 } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import { commitBlob } from "./blobs.ts";
import { uploadDataPath, uploadFolder, uploadStartedPath } from "./layout.ts";
import { pour } from "./pour.ts";
import type { AppendHandle, Storage } from "./storage.ts";

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

interface Running {
  /** Uploads a request is at work on. */
  busy: Set<string>;
  hashes: Map<string, RunningHash>;
}

const runningBy = new WeakMap<Storage, Running>();

function runningOf(storage: Storage): Running {
  const running = runningBy.get(storage) ?? { busy: new Set(), hashes: new Map() };
  runningBy.set(storage, running);
  return running;
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
 * another request writes, SIZE_INVALID beyond a layer's largest size.
 */
export function appendToUpload(
  deps: Deps,
  upload: Upload,
  body: ReadableStream<Uint8Array> | null,
  check: (size: number) => void,
): Promise<number> {
  return exclusively(deps, upload, async (size) => {
    check(size);
    return withData(deps, upload, (file) => append(deps, upload, file, body));
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
  return exclusively(deps, upload, async (size) => {
    check(size);
    await withData(deps, upload, async (file) => {
      await append(deps, upload, file, body);
      await file.sync();
    });
    const actual = await digestOf(deps, upload);
    if (actual !== digest) {
      await discard(deps, upload);
      throw new RegistryError("DIGEST_INVALID", "the content does not have the digest it was sent under", {
        detail: { expected: digest, actual },
      });
    }
    await commitBlob(deps, upload.repository, digest, uploadDataPath(upload.repository, upload.id));
    await discard(deps, upload);
  });
}

export function cancelUpload(deps: Deps, upload: Upload): Promise<void> {
  return exclusively(deps, upload, () => discard(deps, upload));
}

async function exclusively<Result>(
  deps: Deps,
  upload: Upload,
  work: (size: number) => Promise<Result>,
): Promise<Result> {
  const { busy } = runningOf(deps.storage);
  if (busy.has(upload.id)) {
    throw new RegistryError("BLOB_UPLOAD_INVALID", "another request is writing this upload");
  }
  busy.add(upload.id);
  try {
    return await work(await uploadSize(deps, upload));
  } finally {
    busy.delete(upload.id);
  }
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
): Promise<number> {
  if (!body) return file.offset;
  const { hashes } = runningOf(deps.storage);
  const kept = file.offset === 0 ? { sha256: deps.createSha256(), length: 0 } : hashes.get(upload.id);
  const hash = kept?.length === file.offset ? kept : undefined;
  let size = file.offset;
  // Put back once all that was hashed is also written: a failed write leaves the file shorter.
  hashes.delete(upload.id);
  let written = true;
  try {
    await pour(body, async (chunks) => {
      written = false;
      size += chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
      if (size > LAYER_MAX_BYTES) throw new RegistryError("SIZE_INVALID", "a layer may have 10 GB at most");
      const writing = file.write(chunks);
      for (const chunk of chunks) hash?.sha256.update(chunk);
      await writing;
      written = true;
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
  const { hashes } = runningOf(deps.storage);
  const kept = hashes.get(id);
  hashes.delete(id);
  if (kept && kept.length === (await deps.storage.size(path))) return `sha256:${kept.sha256.digestHex()}`;
  const sha256 = deps.createSha256();
  for await (const chunk of deps.storage.readStream(path)) sha256.update(chunk);
  return `sha256:${sha256.digestHex()}`;
}

async function discard({ storage }: Deps, { repository, id }: Upload): Promise<void> {
  runningOf(storage).hashes.delete(id);
  await storage.remove(uploadFolder(repository, id));
}
