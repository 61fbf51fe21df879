import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "../../../node/sqlite.ts";
import { migrate } from "../../migrate.ts";

const db = openSqlite(":memory:");
beforeEach(() => migrate(db, { to: "0015-triggers" }));
afterEach(() => db.destroy());

test("what no tag holds at the upgrade has its grace from then on", async () => {
  await sql`insert into accounts (id, name, created_at) values ('ours', 'local', '')`.execute(db);
  await sql`insert into organizations (id, name, account_id, creator_id, creator_name, created_at) values (1, 'team', 'ours', '', '', '')`.execute(
    db,
  );
  for (const id of [1, 2]) {
    await sql`
      insert into images (id, organization_id, account_id, name, category, description, is_public, creator_id,
        creator_name, size, tag_count, download_count, created_at, updated_at)
      values (${id}, 1, 'ours', 'image-' || ${id}, 'other', '', 0, '', '', 0, 0, 0, '', '')
    `.execute(db);
  }
  const manifest = (image: number, digest: string, subject: string | null = null) =>
    sql`
      insert into manifests (image_id, digest, media_type, content, size, subject_digest, created_at)
      values (${image}, ${digest}, '', '', 0, ${subject}, '')
    `.execute(db);
  for (const digest of ["index", "platform", "old"]) await manifest(1, digest);
  await manifest(1, "signature", "platform");
  await manifest(1, "old signature", "old");
  // Of the same digest in another image, where nothing lists it.
  await manifest(2, "platform");
  await sql`insert into manifest_references (image_id, manifest_digest, digest, size, is_manifest) values (1, 'index', 'platform', 0, 1)`.execute(
    db,
  );
  await sql`insert into tags (image_id, name, digest, created_at, updated_at) values (1, 'v1', 'index', '', '')`.execute(
    db,
  );
  const before = new Date().toISOString();
  await migrate(db, { to: "0016-unheld-manifests" });
  const rows = await db
    .selectFrom("unheld_manifests")
    .selectAll()
    .orderBy("image_id")
    .orderBy("digest")
    .execute();
  expect(rows.map(({ image_id, digest }) => `${image_id} ${digest}`)).toEqual([
    "1 old",
    "1 old signature",
    "2 platform",
  ]);
  for (const { since } of rows) expect(since >= before && since <= new Date().toISOString()).toBe(true);
});
