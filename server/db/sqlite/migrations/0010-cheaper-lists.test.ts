import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "../../../node/sqlite.ts";
import { migrate } from "../../migrate.ts";
import { idsOfNamesWith } from "../names-with.ts";

const db = openSqlite(":memory:");
beforeEach(() => migrate(db, { to: "0009-visible-images" }));
afterEach(() => db.destroy());

test("images of before are counted by account, and found by two characters", async () => {
  await sql`insert into accounts (id, name, created_at) values ('ours', 'local', ''), ('other', 'other', '')`.execute(
    db,
  );
  await sql`
    insert into organizations (id, name, account_id, creator_id, creator_name, created_at)
    values (1, 'team', 'ours', '', '', ''), (2, 'theirs', 'other', '', '', '')
  `.execute(db);
  const image = (id: number, organization: number, account: string, name: string, isPublic = 0) =>
    sql`
    insert into images (id, organization_id, account_id, name, category, description, is_public, creator_id,
      creator_name, size, tag_count, download_count, created_at, updated_at)
    values (${id}, ${organization}, ${account}, ${name}, 'other', '', ${isPublic}, '', '', 0, 0, 0, '', '')
  `.execute(db);
  await image(1, 1, "ours", "array");
  await image(2, 1, "ours", "gateway");
  await image(3, 2, "other", "ay", 1);
  await image(4, 2, "other", "yak");
  await migrate(db, { to: "0010-cheaper-lists" });
  const found = await sql<{ id: number }>`select id from ${idsOfNamesWith("ay")} order by id`.execute(db);
  expect(found.rows.map(({ id }) => id)).toEqual([1, 2, 3]);
  const counts = await db
    .selectFrom("account_image_counts")
    .select(["account_id", "is_public", "images"])
    .orderBy("images", "desc")
    .orderBy("account_id")
    .orderBy("is_public")
    .execute();
  expect(counts).toEqual([
    { account_id: "ours", is_public: 0, images: 2 },
    { account_id: "other", is_public: 0, images: 1 },
    { account_id: "other", is_public: 1, images: 1 },
  ]);
});
