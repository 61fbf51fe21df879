/** Content in a folder: blobs where CNCF distribution looks for them, uploads beside them. Keys are paths below it. */
import { Buffer } from "node:buffer";
import { statSync } from "node:fs";
import {
  constants,
  copyFile,
  type FileHandle,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { DIGEST_ALGORITHMS, isDigest } from "../../core/digest.ts";
import { blobPath, blobsFolder, UPLOADS } from "../content/layout.ts";
import type { Appending, Content, Stored, UploadState } from "../ports/content.ts";
import { fileStream } from "./file-body.ts";
import { checkedPath, makeDurableFolder, orMissing, orStorageError, syncFolder } from "./folder.ts";

export function createFileContent(root: string): Content {
  const at = (key: string) => join(root, checkedPath(key));
  return {
    begin: async () => begin(),
    append: (state, offset) => orStorageError(append(state, at(state.key), offset)),
    async takeOver({ key }, offset) {
      const taken = begin();
      if (offset > 0) await orStorageError(copyUpload(at(key), at(taken.key), offset));
      return taken;
    },
    reread: ({ key }) => fileStream(at(key)),
    async complete({ key }, bytes, digest) {
      await orStorageError(moveToBlobs(at(key), at(blobPath(digest)), bytes));
      return blobPath(digest);
    },
    abort: ({ key }) => orStorageError(rm(at(key), { force: true })),
    size: async (key) => sizeOf(at(key)),
    read: (key, range) => fileStream(at(key), range),
    async remove(keys) {
      for (const key of keys) await orStorageError(removeFile(at(key)));
    },
    inventory: () => inventory(root),
  };
}

function begin(): UploadState {
  return { key: `${UPLOADS}/${crypto.randomUUID()}` };
}

/**
 * Synchronous: it takes microseconds, and each push asks for several sizes; by another thread it would take twenty
 * times as long.
 */
function sizeOf(path: string): number | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? found.size : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}

async function append(state: UploadState, path: string, offset: number): Promise<Appending> {
  const file = await openUpload(path, offset);
  let position = offset;
  return {
    async write(chunks) {
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
      await orStorageError(writeAll(file, chunks, position));
      position += bytes;
      for (const { buffer, byteLength } of chunks) letGo(buffer, byteLength);
    },
    async end() {
      try {
        await orStorageError(file.datasync());
        if (offset === 0) await orStorageError(syncFolder(dirname(path)));
      } finally {
        await file.close();
      }
      return state;
    },
  };
}

/** Frees the memory at once: left to the garbage collector, tens of megabytes would pile up before it comes. */
function letGo(buffer: ArrayBufferLike, bytes: number): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes) buffer.transfer(0);
}

/** Copied and not renamed: the writer it is taken from may still have the file open, and would write into it. */
async function copyUpload(from: string, to: string, offset: number): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    const file = await openUpload(to, offset);
    await file.datasync().finally(() => file.close());
    await syncFolder(dirname(to));
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

/** Cut to `offset` bytes. An empty upload has no file yet, and the first of all no folder either. */
async function openUpload(path: string, offset: number): Promise<FileHandle> {
  await makeDurableFolder(dirname(path));
  const file = await open(path, constants.O_WRONLY | (offset === 0 ? constants.O_CREAT : 0));
  try {
    const { size } = await file.stat();
    if (size < offset) throw new Error(`an upload has ${size} bytes of ${offset}`);
    if (size > offset) {
      await file.truncate(offset);
      await file.datasync();
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Writes at its own position, so that bytes of a writer that was displaced are overwritten and never mixed in. */
async function writeAll(file: FileHandle, chunks: readonly Uint8Array[], position: number): Promise<void> {
  const { bytesWritten } = await file.writev(chunks as Uint8Array[], position);
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  // The system may take less than it was given, on a nearly full disk or beyond 2 GB.
  if (bytesWritten === bytes) return;
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  for (let written = 0; written < rest.length; ) {
    const more = await file.write(rest, written, rest.length - written, position + bytesWritten + written);
    written += more.bytesWritten;
  }
}

async function moveToBlobs(from: string, to: string, bytes: number): Promise<void> {
  await (await openUpload(from, bytes)).close();
  await makeDurableFolder(dirname(to));
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Removes the blob's folder as well, if it is empty then. */
async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
  await rmdir(dirname(path)).catch(() => undefined);
}

async function* inventory(root: string): AsyncGenerator<Stored> {
  const list = async (path: string) => (await orMissing(readdir(join(root, path)))) ?? [];
  for (const algorithm of DIGEST_ALGORITHMS) {
    const blobs = blobsFolder(algorithm);
    for (const prefix of await list(blobs)) {
      for (const hex of await list(`${blobs}/${prefix}`)) {
        const digest = `${algorithm}:${hex}`;
        // Skips files that others have put there.
        if (isDigest(digest)) yield* stored(root, blobPath(digest), digest);
      }
    }
  }
  for (const name of await list(UPLOADS)) yield* stored(root, `${UPLOADS}/${name}`, undefined);
}

async function* stored(root: string, key: string, digest: string | undefined): AsyncGenerator<Stored> {
  const file = await orMissing(stat(join(root, key)));
  if (file?.isFile()) yield { key, digest, bytes: file.size, storedAt: file.mtime };
}
