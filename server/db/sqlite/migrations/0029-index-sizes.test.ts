import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../../../core/media-types.ts";
import { openSqlite } from "../../../node/sqlite.ts";
import { migrate } from "../../migrate.ts";

const db = openSqlite(":memory:");
beforeEach(() => migrate(db, { to: "0028-uploads" }));
afterEach(() => db.destroy());

test("an index counts once what its manifests share, whatever other images hold", async () => {
  await sql`insert into accounts (id, name, created_at) values ('ours', 'local', '')`.execute(db);
  await sql`
    insert into organizations (id, name, account_id, creator_id, creator_name, created_at)
    values (1, 'team', 'ours', '', '', '')
  `.execute(db);
  for (const id of [1, 2]) {
    await sql`
      insert into images (id, organization_id, account_id, name, category, description, is_public, creator_id,
        creator_name, size, tag_count, download_count, created_at, updated_at)
      values (${id}, 1, 'ours', 'image-' || ${id}, 'other', '', 0, '', '', 0, 0, 0, '', '')
    `.execute(db);
  }
  const manifest = async (image: number, digest: string, size: number, names: [string, number, 0 | 1][]) => {
    const mediaType = digest === "index" ? MEDIA_TYPE.ociIndex : MEDIA_TYPE.ociManifest;
    await sql`
      insert into manifests (image_id, digest, media_type, content, size, created_at)
      values (${image}, ${digest}, ${mediaType}, '', ${size}, '')
    `.execute(db);
    for (const [named, bytes, isManifest] of names) {
      await sql`
        insert into manifest_references (image_id, manifest_digest, digest, size, is_manifest)
        values (${image}, ${digest}, ${named}, ${bytes}, ${isManifest})
      `.execute(db);
    }
  };
  for (const image of [1, 2]) {
    await manifest(image, "one", 107, [
      ["base", 100, 0],
      ["app one", 7, 0],
    ]);
    await manifest(image, "two", 105, [
      ["base", 100, 0],
      ["app two", 5, 0],
    ]);
  }
  await manifest(1, "index", 212, [
    ["one", 0, 1],
    ["two", 0, 1],
    ["absent", 0, 1],
  ]);
  await migrate(db, { to: "0029-index-sizes" });
  const rows = await db
    .selectFrom("manifests")
    .select(["digest", "size"])
    .where("image_id", "=", 1)
    .execute();
  expect(Object.fromEntries(rows.map(({ digest, size }) => [digest, size]))).toEqual({
    one: 107,
    two: 105,
    index: 112,
  });
});
