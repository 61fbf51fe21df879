import { sql } from "kysely";
import { expect, test } from "vitest";
import { openSqlite } from "../../../node/sqlite.ts";
import { migrate } from "../../migrate.ts";

test("manifests of before count in what their organization stores", async () => {
  const db = openSqlite(":memory:");
  await migrate(db, { to: "0034-housekeeping" });
  await sql`insert into accounts (id, name, created_at) values ('ours', 'local', '')`.execute(db);
  await sql`
    insert into organizations (id, name, account_id, creator_id, creator_name, created_at)
    values (1, 'team', 'ours', '', '', ''), (2, 'empty', 'ours', '', '', '')
  `.execute(db);
  await sql`
    insert into images (id, organization_id, account_id, name, category, description, is_public, creator_id,
      creator_name, size, tag_count, download_count, created_at, updated_at)
    values (1, 1, 'ours', 'app', 'other', '', 0, '', '', 100, 0, 0, '', '')
  `.execute(db);
  await sql`
    insert into manifests (image_id, digest, media_type, content, size, created_at)
    values (1, 'one', '', '{}', 100, ''), (1, 'two', '', '"é"', 100, '')
  `.execute(db);
  await migrate(db, { to: "0035-manifests-take-room" });
  const stored = await db.selectFrom("organizations").select("stored_bytes").orderBy("id").execute();
  expect(stored.map(({ stored_bytes }) => stored_bytes)).toEqual([106, 0]);
  await sql`delete from images`.execute(db);
  expect(await db.selectFrom("organizations").select("stored_bytes").where("id", "=", 1).execute()).toEqual([
    { stored_bytes: 0 },
  ]);
  await db.destroy();
});
