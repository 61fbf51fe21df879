import { sql } from "kysely";
import { expect, test } from "vitest";
import { openSqlite } from "../../../node/sqlite.ts";
import { migrate } from "../../migrate.ts";

test("manifests of before get their facts, and sizes beyond a number can be read again", async () => {
  const db = openSqlite(":memory:");
  await migrate(db, { to: "0022-trigger-ledger" });
  const time = sql.lit("2026-01-01T00:00:00.000Z");
  await sql`insert into accounts (id, name, created_at) values ('a', 'local', ${time})`.execute(db);
  await sql`
    insert into organizations (id, name, account_id, creator_id, creator_name, created_at)
    values (1, 'team', 'a', 'u', 'admin', ${time})
  `.execute(db);
  await sql`
    insert into images (id, organization_id, account_id, name, category, description, is_public, creator_id,
      creator_name, size, tag_count, download_count, created_at, updated_at)
    values (1, 1, 'a', 'app', 'other', '', 0, 'u', 'admin', 18014398509480007, 0, 0, ${time}, ${time})
  `.execute(db);
  const nested = `{"artifactType":"t","annotations":${"[".repeat(2000)}${"]".repeat(2000)}}`;
  const contents: [string, string | null][] = [
    ['{"artifactType":"t","annotations":{"by":"us"}}', "s"],
    ['{"artifactType":"t","annotations":{"by":{}}}', "s"],
    ['{"artifactType":{},"config":{"mediaType":"c"},"annotations":{"by":"us"}}', null],
    [nested, "s"],
  ];
  for (const [at, [content, subject]] of contents.entries()) {
    await sql`
      insert into manifests (image_id, digest, media_type, content, size, subject_digest, created_at)
      values (1, ${String(at)}, 'm', ${content}, 18014398509480007, ${subject}, ${time})
    `.execute(db);
  }
  await sql`
    insert into manifest_references (image_id, manifest_digest, digest, size, is_manifest)
    values (1, '0', 'x', 9007199254740000, 0), (1, '1', 'y', 9007199254740000, 0), (1, '1', 'z', 7, 0)
  `.execute(db);
  await migrate(db, { to: "0023-manifest-facts" });
  expect(await db.selectFrom("manifests").select(["artifact_type", "annotations", "size"]).execute()).toEqual(
    [
      { artifact_type: "t", annotations: '{"by":"us"}', size: Number.MAX_SAFE_INTEGER },
      { artifact_type: "t", annotations: null, size: Number.MAX_SAFE_INTEGER },
      { artifact_type: "c", annotations: null, size: Number.MAX_SAFE_INTEGER },
      { artifact_type: null, annotations: null, size: Number.MAX_SAFE_INTEGER },
    ],
  );
  expect(await db.selectFrom("images").select("size").execute()).toEqual([{ size: 7 }]);
  expect(await db.selectFrom("organizations").select("stored_bytes").execute()).toEqual([
    { stored_bytes: 7 },
  ]);
  await db.destroy();
});
