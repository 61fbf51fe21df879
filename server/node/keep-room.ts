/**
 * Keeps room for small writes on a full disk: free pages in the database file, and a log that is long enough already.
 * So people can still sign in and delete images, which makes room.
 */
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/schema.ts";

const ROOM_BYTES = 8 * 1024 * 1024;

/** To be called at each start, as the log ends with the process. Throws StorageError where there is no room. */
export async function keepRoom(db: Kysely<Database>): Promise<void> {
  // Left by a start that was interrupted here.
  await sql`drop table if exists kept_room`.execute(db);
  await sql`create table kept_room (bytes blob)`.execute(db);
  await sql`insert into kept_room values (zeroblob(${ROOM_BYTES}))`.execute(db);
  // Its pages stay in the file, free.
  await sql`drop table kept_room`.execute(db);
}

const fileIn = (dataDir: string) => join(dataDir, "room");

/** To be called once the log is gone: a file keeps its room until the next start, or other files would take it. */
export async function holdRoom(dataDir: string): Promise<void> {
  // Random bytes, as some file systems store zeros in no room. If the disk is full, nothing is kept.
  await writeFile(fileIn(dataDir), randomBytes(ROOM_BYTES)).catch(() => undefined);
}

/** To be called before the database is opened. */
export const releaseRoom = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });
