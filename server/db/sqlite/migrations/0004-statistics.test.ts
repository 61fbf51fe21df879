import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "../../../node/sqlite.ts";
import { migrate } from "../../migrate.ts";

const db = openSqlite(":memory:");
beforeEach(() => migrate(db, { to: "0003-access-keys" }));
afterEach(() => db.destroy());

test("what was pushed before counts for the day its image was made", async () => {
  await sql`insert into accounts (id, name, created_at) values ('ours', 'local', ''), ('other', 'other', '')`.execute(
    db,
  );
  await sql`
    insert into organizations (id, name, account_id, creator_id, creator_name, created_at)
    values (1, 'team', 'ours', '', '', ''), (2, 'ops', 'ours', '', '', ''), (3, 'theirs', 'other', '', '', '')
  `.execute(db);
  const image = (organization: number, name: string, size: number, created_at: string) =>
    sql`
    insert into images (organization_id, name, category, description, is_public, creator_id, creator_name, size,
      tag_count, download_count, created_at, updated_at)
    values (${organization}, ${name}, 'other', '', 0, '', '', ${size}, 0, 0, ${created_at}, ${created_at})
  `.execute(db);
  await image(1, "a", 2 ** 40, "2026-01-01T23:59:59.999Z");
  await image(2, "b", 1, "2026-01-01T00:00:00.000Z");
  await image(1, "c", 5, "2026-01-02T00:00:00.000Z");
  await image(3, "d", 7, "2026-01-02T00:00:00.000Z");
  await migrate(db, { to: "0004-statistics" });
  const rows = await db.selectFrom("account_days").selectAll().orderBy("stored_change", "desc").execute();
  expect(rows).toEqual([
    { account_id: "ours", date: "2026-01-01", stored_change: 2 ** 40 + 1, pulled_bytes: 0 },
    { account_id: "other", date: "2026-01-02", stored_change: 7, pulled_bytes: 0 },
    { account_id: "ours", date: "2026-01-02", stored_change: 5, pulled_bytes: 0 },
  ]);
});
