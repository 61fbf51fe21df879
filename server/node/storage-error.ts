import { StorageError } from "../ports/storage-error.ts";

/** Codes of the system (errno) and of SQLite (https://www.sqlite.org/rescode.html). */
const FULL = ["ENOSPC", "EDQUOT"];
const READ_ONLY = ["EROFS", "EACCES", "EPERM"];
const SQLITE_FULL = 13;
const SQLITE_READONLY = 8;

/** A StorageError where the error says that the disk takes no writes; else the error itself. */
export function asStorageError(error: unknown): unknown {
  const { code = "", errcode } = error as { code?: string; errcode?: number };
  // The low byte is the primary code; what is above it only tells more.
  const sqlite = errcode === undefined ? undefined : errcode & 0xff;
  if (FULL.includes(code) || sqlite === SQLITE_FULL) return new StorageError("the disk is full", error);
  if (READ_ONLY.includes(code) || sqlite === SQLITE_READONLY) {
    return new StorageError("the disk is read-only", error);
  }
  return error;
}
