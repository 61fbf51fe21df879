/**
 * Room in the tables' file for a disk that is full. Free pages within the file and a log that is long enough already let small
 * writes go on: people sign in and delete what they can do without, which makes room.
 */
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/schema.ts";

const ROOM_BYTES = 8 * 1024 * 1024;

/** To be called at the start. Throws StorageError where there is no room for it any more. */
export async function keepRoom(db: Kysely<Database>): Promise<void> {
  // A start that was cut off here left it.
  await sql`drop table if exists kept_room`.execute(db);
  const { rows } = await sql<{ free: number }>`
    select freelist_count * page_size as free from pragma_freelist_count, pragma_page_size
  `.execute(db);
  if ((rows[0]?.free ?? 0) >= ROOM_BYTES) return;
  await sql`create table kept_room (bytes blob)`.execute(db);
  await sql`insert into kept_room values (zeroblob(${ROOM_BYTES}))`.execute(db);
  // Its pages stay with the file.
  await sql`drop table kept_room`.execute(db);
}
