import { open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UNFINISHED } from "../content/layout.ts";
import type { LinkFolder } from "../ports/link-folder.ts";
import {
  checkedPath,
  makeDurableFolder,
  makeFolders,
  orMissing,
  orStorageError,
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
  await makeFolders(dirname(temporary));
  await makeDurableFolder(dirname(target));
  try {
    await writeAndSync(temporary, bytes);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
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
