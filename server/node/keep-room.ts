/**
 * Room for a disk that is full: free pages within the tables' file and a log that is long enough already let small writes go
 * on. People sign in and delete what they can do without, which makes room.
 */
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/schema.ts";

const ROOM_BYTES = 8 * 1024 * 1024;

/** To be called at the start, each time: with the process the log ends too. Throws StorageError where there is no room. */
export async function keepRoom(db: Kysely<Database>): Promise<void> {
  // A start that was cut off here left it.
  await sql`drop table if exists kept_room`.execute(db);
  await sql`create table kept_room (bytes blob)`.execute(db);
  await sql`insert into kept_room values (zeroblob(${ROOM_BYTES}))`.execute(db);
  // Its pages stay with the file.
  await sql`drop table kept_room`.execute(db);
}

const fileIn = (dataDir: string) => join(dataDir, "room");

/** Once the log is gone: until the next start a file has its room, or others on the disk would. */
export async function holdRoom(dataDir: string): Promise<void> {
  // Random, as some file systems give zeros no room. Where there is none, nothing is held.
  await writeFile(fileIn(dataDir), randomBytes(ROOM_BYTES)).catch(() => undefined);
}

/** Before anything is opened. */
export const releaseRoom = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });
