/** The registry's files in a folder. */
import { Buffer } from "node:buffer";
import {
  access,
  constants,
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { UNFINISHED } from "../content/layout.ts";
import type { AppendHandle, Storage } from "../ports/storage.ts";
import { fileStream } from "./file-body.ts";
import { asStorageError } from "./storage-error.ts";

export function createFileStorage(root: string): Storage {
  const at = (path: string) => join(root, checked(path));
  return reportingFaults({
    size: (path) => orMissing(stat(at(path)).then((found) => (found.isFile() ? found.size : undefined))),
    readBytes: (path) => orMissing(readFile(at(path))),
    readStream: (path, range) => fileStream(at(path), range),
    async writeBytes(path, bytes) {
      const target = at(path);
      const temporary = join(root, UNFINISHED, crypto.randomUUID());
      await makeFolders(dirname(temporary));
      await makeFolder(dirname(target));
      try {
        await writeAndSync(temporary, bytes);
        await rename(temporary, target);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(dirname(target));
    },
    async openAppend(path) {
      await makeFolders(dirname(at(path)));
      return openAppend(at(path));
    },
    async move(from, to) {
      const target = at(to);
      await makeFolder(dirname(target));
      await rename(at(from), target);
      await syncFolder(dirname(target));
    },
    modifiedAt: (path) => orMissing(stat(at(path)).then((found) => found.mtime)),
    async touch(path) {
      const now = new Date();
      await orMissing(utimes(at(path), now, now));
    },
    list: async (path) => (await orMissing(readdir(at(path)))) ?? [],
    remove: (path) => rm(at(path), { recursive: true, force: true }),
  });
}

/** A full or read-only disk as what it is. */
function reportingFaults(storage: Storage): Storage {
  return {
    ...storage,
    writeBytes: (path, bytes) => orStorageError(storage.writeBytes(path, bytes)),
    touch: (path) => orStorageError(storage.touch(path)),
    move: (from, to) => orStorageError(storage.move(from, to)),
    remove: (path) => orStorageError(storage.remove(path)),
    async openAppend(path) {
      const file = await orStorageError(storage.openAppend(path));
      return {
        offset: file.offset,
        write: (chunks) => orStorageError(file.write(chunks)),
        sync: () => orStorageError(file.sync()),
        close: () => orStorageError(file.close()),
      };
    },
  };
}

async function orStorageError<Value>(changing: Promise<Value>): Promise<Value> {
  try {
    return await changing;
  } catch (error) {
    throw asStorageError(error);
  }
}

/** The callers validate names; this is the second lock on the same door. */
function checked(path: string): string {
  const segments = path.split("/");
  if (segments.some((segment) => !/^[\w.-]+$/.test(segment) || /^\.+$/.test(segment))) {
    throw new Error(`not a path of this storage: ${JSON.stringify(path)}`);
  }
  return path;
}

/** ENOTDIR: a file stands where the path needs a folder. */
async function orMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

async function openAppend(path: string): Promise<AppendHandle> {
  const file = await open(path, "a");
  return {
    offset: (await file.stat()).size,
    write: (chunks) => writeAll(file, chunks),
    sync: () => file.datasync(),
    close: () => file.close(),
  };
}

async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  const { bytesWritten } = await file.writev(chunks as Uint8Array[]);
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  // The system may take less than it was given, on a nearly full disk or beyond 2 GB.
  if (bytesWritten < bytes) await file.appendFile(Buffer.concat(chunks).subarray(bytesWritten));
}

async function writeAndSync(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The first folder it had to make. Node says ENOENT where a read-only disk refuses (EROFS). */
async function makeFolders(path: string): Promise<string | undefined> {
  try {
    return await mkdir(path, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      await access(await existing(path), constants.W_OK);
    throw error;
  }
}

/** The folder itself, or the nearest above it that is there. */
async function existing(path: string): Promise<string> {
  return (await orMissing(stat(path))) ? path : existing(dirname(path));
}

/** A new folder survives a power cut only once the folder it is listed in has been flushed. */
async function makeFolder(path: string): Promise<void> {
  const first = await makeFolders(path);
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) {
    await syncFolder(dirname(folder));
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no handle of a folder to flush.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
