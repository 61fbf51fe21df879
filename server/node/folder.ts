/** Helpers for files in the registry's folder: paths that stay inside it, syncs, and errors told apart. */
import { accessSync, closeSync, constants, existsSync, fsync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { asStorageError } from "./storage-error.ts";

/** Syncs run in another thread, as they wait for the disk. Other calls are quicker than handing them over. */
export const syncFile = promisify(fsync);

/** A second check: callers have validated the names already. */
export function checkedPath(path: string): string {
  const segments = path.split("/");
  if (segments.some((segment) => !/^[\w.-]+$/.test(segment) || /^\.+$/.test(segment))) {
    throw new Error(`not a path of this folder: ${JSON.stringify(path)}`);
  }
  return path;
}

/** Turns the error of a full or read-only disk into a StorageError. */
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

/**
 * Makes the folder and those above it; answers the first it had to make. On a read-only disk Node says ENOENT instead
 * of EROFS, hence the check.
 */
export function makeFolders(path: string): string | undefined {
  try {
    return mkdirSync(path, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") accessSync(existing(path), constants.W_OK);
    throw error;
  }
}

/** The folder, or the nearest one above it that exists. */
function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}

/** A new folder survives a power cut only once the folder above it has been synced. */
export async function makeDurableFolder(path: string): Promise<void> {
  const first = makeFolders(path);
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) {
    await syncFolder(dirname(folder));
  }
}

export async function syncFolder(path: string): Promise<void> {
  // Windows cannot sync a folder.
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    await syncFile(folder);
  } finally {
    closeSync(folder);
  }
}
