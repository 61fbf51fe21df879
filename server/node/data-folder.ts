/** The folder with everything the service keeps. Only its owner may look inside. */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { releaseRoom } from "./keep-room.ts";
import { StartError } from "./start-error.ts";

/** The tables, right below the data folder; also in a backup. */
export const DATABASE_FILE = "swr.db";

export interface DataFolder {
  database: string;
  /** The registry's files. */
  registry: string;
  signingKey: Uint8Array;
  unlock(): void;
}

/** Makes the folder where it is missing and holds it against a second service until `unlock`. */
export function openDataFolder(path: string): DataFolder {
  const folder = resolve(path);
  // SQLite and the registry's storage make files of their own: the mask holds for them too.
  process.umask(0o077);
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    releaseRoom(folder);
    const unlock = lock(join(folder, "lock"));
    return {
      database: join(folder, DATABASE_FILE),
      registry: join(folder, "registry"),
      signingKey: readOrMakeKey(join(folder, "signing.key")),
      unlock,
    };
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`SWR_DATA_DIR cannot be used: ${(error as Error).message}`);
  }
}

/**
 * Two services on one folder would undo each other's uploads. SQLite's lock on an otherwise empty file serves: unlike
 * a file with a process id it ends with the process, however that ends.
 */
function lock(path: string): () => void {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new StartError("SWR_DATA_DIR is in use by another running service");
  }
  return () => database.close();
}

const SQLITE_BUSY = 5;

const KEY_BYTES = 32;

function readOrMakeKey(path: string): Uint8Array {
  try {
    writeFileSync(path, randomBytes(KEY_BYTES), { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const key = readFileSync(path);
  if (key.length !== KEY_BYTES) throw new StartError(`${path} does not hold ${KEY_BYTES} bytes`);
  return key;
}
