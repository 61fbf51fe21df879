/** What both kinds of files in the registry's folder need: paths that stay inside, syncs, and faults by their names. */
import { accessSync, closeSync, constants, existsSync, fsync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { asStorageError } from "./storage-error.ts";

/** The one step of a file that waits for the disk, in another thread: handing over the others costs more than they. */
export const syncFile = promisify(fsync);

/** The callers validate names; this is the second lock on the same door. */
export function checkedPath(path: string): string {
  const segments = path.split("/");
  if (segments.some((segment) => !/^[\w.-]+$/.test(segment) || /^\.+$/.test(segment))) {
    throw new Error(`not a path of this folder: ${JSON.stringify(path)}`);
  }
  return path;
}

/** A full or read-only disk as what it is. */
export async function orStorageError<Value>(changing: Promise<Value>): Promise<Value> {
  try {
    return await changing;
  } catch (error) {
    throw asStorageError(error);
  }
}

/** ENOTDIR: a file stands where the path needs a folder. */
export async function orMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** The first folder it had to make. Node says ENOENT where a read-only disk refuses (EROFS). */
export function makeFolders(path: string): string | undefined {
  try {
    return mkdirSync(path, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") accessSync(existing(path), constants.W_OK);
    throw error;
  }
}

/** The folder itself, or the nearest above it that is there. */
function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}

/** A new folder survives a power cut only once the folder it is listed in has been flushed. */
export async function makeDurableFolder(path: string): Promise<void> {
  const first = makeFolders(path);
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) {
    await syncFolder(dirname(folder));
  }
}

export async function syncFolder(path: string): Promise<void> {
  // Windows has no handle of a folder to flush.
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    await syncFile(folder);
  } finally {
    closeSync(folder);
  }
}
