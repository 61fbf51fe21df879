import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "../../../node/sqlite.ts";
import { migrate } from "../../migrate.ts";

let db: ReturnType<typeof openSqlite>;
beforeEach(async () => {
  db = openSqlite(":memory:");
  await migrate(db, { to: "0031-upload-writers" });
  await sql`insert into accounts (id, name, created_at) values ('ours', 'local', '')`.execute(db);
  await sql`
    insert into organizations (id, name, account_id, creator_id, creator_name, created_at)
    values (1, 'team', 'ours', '', '', '')
  `.execute(db);
  // What deleted manifests left of them: less than nothing.
  await sql`
    insert into images (id, organization_id, account_id, name, category, description, is_public, creator_id,
      creator_name, size, tag_count, download_count, created_at, updated_at)
    values (1, 1, 'ours', 'app', 'other', '', 0, '', '', -900, 0, 0, '', '')
  `.execute(db);
  await sql`
    insert into manifests (image_id, digest, media_type, content, size, created_at)
    values (1, 'one', '', '', 0, ''), (1, 'two', '', '', 0, '')
  `.execute(db);
  await sql`
    insert into manifest_references (image_id, manifest_digest, digest, size, is_manifest) values
      (1, 'one', 'pushed', 0, 0), (1, 'one', 'elsewhere', 0, 0), (1, 'one', 'listed', 0, 1), (1, 'one', 'own', 7, 0),
      (1, 'two', 'pushed', 100, 0)
  `.execute(db);
  await sql`
    insert into blobs (digest, size, key, needed_at) values ('pushed', 100, 'a', ''), ('own', 7, 'b', '')
  `.execute(db);
  await sql`
    insert into repository_blobs (organization_id, image_name, digest, needed_at)
    values (1, 'app', 'pushed', ''), (1, 'app', 'own', '')
  `.execute(db);
});
afterEach(() => db.destroy());

const references = () =>
  db
    .selectFrom("manifest_references")
    .select(["manifest_digest", "digest", "size"])
    .orderBy("digest")
    .execute();

test("a foreign layer counts where its bytes were pushed, and keeps nothing elsewhere", async () => {
  await migrate(db, { to: "0032-foreign-layers" });
  expect((await references()).map((row) => Object.values(row).join(" "))).toEqual([
    "one listed 0",
    "one own 7",
    "one pushed 100",
    "two pushed 100",
  ]);
  expect(await db.selectFrom("images").select("size").execute()).toEqual([{ size: 107 }]);
  expect(await db.selectFrom("organizations").select("stored_bytes").execute()).toEqual([
    { stored_bytes: 107 },
  ]);
});

test("while a folder is to be read, what it may have stays", async () => {
  await db.insertInto("folder_reading").values({ id: 1, read_up_to: "" }).execute();
  await migrate(db, { to: "0032-foreign-layers" });
  expect((await references()).map(({ digest }) => digest)).toContain("elsewhere");
});
