import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { planOf, recordStatements } from "../../tests/support/query-plans.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { SLICE } from "../jobs/remove-in-slices.ts";
import { deleteImage } from "./deletions.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

/** As many manifests, each with a tag and two references, one of them a blob the image has. */
async function createImage(manifests: number) {
  const organization = await service.createOrganization("team");
  const id = await service.createImage(organization, "app");
  const { db } = service.deps;
  const numbers = sql`(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${manifests}) select i from n)`;
  const time = "2026-03-01T00:00:00.000Z";
  await sql`insert into manifests (image_id, digest, media_type, content, size, created_at)
    select ${id}, printf('sha256:%064x', i), 'x', '{}', 2, ${time} from ${numbers}`.execute(db);
  await sql`insert into tags (image_id, name, digest, created_at, updated_at)
    select ${id}, 'v' || i, printf('sha256:%064x', i), ${time}, ${time} from ${numbers}`.execute(db);
  for (const offset of [0, 1_000_000]) {
    await sql`insert into manifest_references (image_id, manifest_digest, digest, size, is_manifest)
      select ${id}, printf('sha256:%064x', i), printf('sha256:%064x', i + ${offset}), 2, 0 from ${numbers}`.execute(
      db,
    );
  }
  await sql`insert into blobs (digest, size, key, needed_at)
    select printf('sha256:%064x', i), 2, i, ${time} from ${numbers}`.execute(db);
  await sql`insert into repository_blobs (organization_id, image_name, digest, needed_at)
    select ${organization}, 'app', printf('sha256:%064x', i), ${time} from ${numbers}`.execute(db);
  return { id, name: "app" };
}

async function remove(image: { id: number; name: string }): Promise<string[]> {
  const { db } = service.deps;
  const recording = recordStatements(db);
  service.deps.db = recording.db;
  await deleteImage(await service.context(), "team", image);
  service.deps.db = db;
  const deletes = recording.asked.filter((query) => query.sql.startsWith("delete"));
  for (const query of deletes) {
    for (const step of await planOf(db, query))
      expect(step).not.toMatch(/^SCAN (tags|manifest|repository_blobs)/);
  }
  return deletes.map((query) => /from "(\w+)"/.exec(query.sql)?.[1] ?? "");
}

async function left() {
  const counts = ["images", "tags", "manifests", "manifest_references", "repository_blobs"].map(
    async (table) => {
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from ${sql.table(table)}`.execute(service.deps.db);
      return rows[0]?.count;
    },
  );
  return await Promise.all(counts);
}

test("a large image goes in slices, which end before the image does", async () => {
  const manifests = 3 * SLICE + 1;
  const deletes = await remove(await createImage(manifests));
  const times = (table: string) => deletes.filter((name) => name === table).length;
  // The last one of each finds nothing left.
  expect([times("tags"), times("manifests")]).toEqual([5, manifests]);
  // And one of the image itself.
  expect(times("repository_blobs")).toBe(6);
  expect(deletes.indexOf("images")).toBeGreaterThan(deletes.lastIndexOf("manifests"));
  expect(await left()).toEqual([0, 0, 0, 0, 0]);
});

test("others are served between the slices", async () => {
  const image = await createImage(3 * SLICE);
  let isOver = false;
  const deleting = deleteImage(await service.context(), "team", image).finally(() => {
    isOver = true;
  });
  const seen = new Set<number>();
  while (!isOver) {
    const row = await service.deps.db.selectFrom("images").select("tag_count").executeTakeFirst();
    if (row) seen.add(row.tag_count);
    await new Promise((resolve) => setTimeout(resolve));
  }
  await deleting;
  expect(seen.size).toBeGreaterThan(2);
});

test("a small image is deleted in one transaction", async () => {
  const image = await createImage(SLICE / 2);
  expect(await remove(image)).toEqual(["images", "repository_blobs", "uploads"]);
  expect(await left()).toEqual([0, 0, 0, 0, 0]);
});
