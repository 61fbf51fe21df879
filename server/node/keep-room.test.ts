import { sql } from "kysely";
import { expect, test } from "vitest";
import { keepRoom } from "./keep-room.ts";
import { openSqlite } from "./sqlite.ts";

test("a start that was cut off while it made room keeps the next one from nothing", async () => {
  const db = openSqlite(":memory:");
  await sql`create table kept_room (bytes blob)`.execute(db);
  await keepRoom(db);
  const { rows } = await sql`select count(*) as tables from sqlite_master where name = 'kept_room'`.execute(
    db,
  );
  expect(rows).toEqual([{ tables: 0 }]);
  const free = await sql<{ freelist_count: number }>`pragma freelist_count`.execute(db);
  expect(free.rows[0]?.freelist_count).toBeGreaterThan(1_000);
  await db.destroy();
});
