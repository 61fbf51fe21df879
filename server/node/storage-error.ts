import { StorageError } from "../ports/storage-error.ts";

/** Codes of the system (errno) and of SQLite (https://www.sqlite.org/rescode.html). */
const FULL = ["ENOSPC", "EDQUOT"];
const READ_ONLY = ["EROFS", "EACCES", "EPERM"];
const SQLITE_FULL = 13;
const SQLITE_READONLY = 8;

/** A StorageError if the disk is full or read-only; any other error as it is. */
export function asStorageError(error: unknown): unknown {
  const { code = "", errcode } = error as { code?: string; errcode?: number };
  // The low byte is SQLite's primary code, the rest only adds detail.
  const sqlite = errcode === undefined ? undefined : errcode & 0xff;
  if (FULL.includes(code) || sqlite === SQLITE_FULL) return new StorageError("the disk is full", error);
  if (READ_ONLY.includes(code) || sqlite === SQLITE_READONLY) {
    return new StorageError("the disk is read-only", error);
  }
  return error;
}
