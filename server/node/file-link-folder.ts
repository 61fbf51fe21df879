import { closeSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UNFINISHED } from "../content/layout.ts";
import type { LinkFolder } from "../ports/link-folder.ts";
import {
  checkedPath,
  makeDurableFolder,
  makeFolders,
  orMissing,
  orStorageError,
  syncFile,
  syncFolder,
} from "./folder.ts";

export function createLinkFolder(root: string): LinkFolder {
  const at = (path: string) => join(root, checkedPath(path));
  return {
    write: (path, bytes) => orStorageError(replace(root, at(path), bytes)),
    remove: (path) => orStorageError(rm(at(path), { recursive: true, force: true })),
    list: async (path) => (await orMissing(readdir(at(path)))) ?? [],
    modifiedAt: (path) => orMissing(stat(at(path)).then(({ mtime }) => mtime)),
  };
}

async function replace(root: string, target: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(root, UNFINISHED, crypto.randomUUID());
  makeFolders(dirname(temporary));
  await makeDurableFolder(dirname(target));
  try {
    await writeAndSync(temporary, bytes);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
}

async function writeAndSync(path: string, bytes: Uint8Array): Promise<void> {
  const file = openSync(path, "wx");
  try {
    writeFileSync(file, bytes);
    await syncFile(file);
  } finally {
    closeSync(file);
  }
}
