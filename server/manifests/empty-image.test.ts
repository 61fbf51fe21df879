import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { planOf, recordStatements } from "../../tests/support/query-plans.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { layerLinkPath, revisionLinkPath, tagLinkPath } from "../content/layout.ts";
import { followTables, writeLayer, writeManifest, writeTag } from "../content/link-files.ts";
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
      expect(step).not.toMatch(/^SCAN (tags|manifest|repository_blobs|sync_records|retention_log)/);
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
  expect([times("tags"), times("manifests")]).toEqual([4, manifests]);
  // The last but one finds nothing left, and the last is of the image itself.
  expect(times("repository_blobs")).toBe(6);
  expect(deletes.indexOf("images")).toBeGreaterThan(deletes.lastIndexOf("manifests"));
  expect(await left()).toEqual([0, 0, 0, 0, 0]);
  // The whole folder goes: what is left to follow of each slice is forgotten.
  expect(
    await service.deps.db.selectFrom("file_changes").select(["repository", "tag", "digest"]).execute(),
  ).toEqual([{ repository: "team/app", tag: null, digest: null }]);
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

test("pushes between all slices do not keep the image", async () => {
  const image = await createImage(SLICE + 1);
  let isOver = false;
  const deleting = deleteImage(await service.context(), "team", image).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await sql`insert or ignore into tags (image_id, name, digest, created_at, updated_at)
      select image_id, 'late', max(digest), '', '' from manifests group by image_id`.execute(service.deps.db);
    await new Promise((resolve) => setTimeout(resolve));
  }
  await deleting;
  expect(await left()).toEqual([0, 0, 0, 0, 0]);
});

test("its history goes in slices, too", async () => {
  const image = await createImage(1);
  const rows = Array.from({ length: SLICE + 1 }, (_, at) => at);
  const { db } = service.deps;
  const entry = { retention_id: 1, rule: "{}", tag: "v1", digest: "x", failure: null, created_at: "" };
  const record = await db
    .selectFrom("images")
    .select(["id as image_id", "organization_id", "account_id"])
    .executeTakeFirstOrThrow();
  for (const at of rows) {
    await db
      .insertInto("retention_log")
      .values({ ...entry, image_id: image.id })
      .execute();
    await sql`
      insert into sync_records (image_id, organization_id, account_id, region_id, remote_organization, tag, digest, kind,
        override, came_by, state, detail, attempt, total_bytes, sent_bytes, skipped_bytes, tries, due_at, uploads,
        creator_id, creator_name, created_at, updated_at)
      values (${record.image_id}, ${record.organization_id}, ${record.account_id}, 'r', 'o', ${`v${at}`}, 'x', 'manual',
        0, '', 'success', '', 1, 0, 0, 0, 0, '', '', '', '', '', '')
    `.execute(db);
  }
  const deletes = await remove(image);
  // The last one of each finds nothing left.
  for (const table of ["sync_records", "retention_log"])
    expect(deletes.filter((name) => name === table)).toHaveLength(3);
});

test("an image that took its name meanwhile keeps what it has", async () => {
  const image = await createImage(SLICE + 1);
  const before = await left();
  await deleteImage(await service.context(), "team", { ...image, id: image.id + 1 });
  expect(await left()).toEqual(before);
});

test("what a push between two slices names stays, should the delete end there", async () => {
  const manifests = SLICE + 1;
  const { id, name } = await createImage(manifests);
  const { db } = service.deps;
  const digest = (number: number) => `sha256:${number.toString(16).padStart(64, "0")}`;
  await sql`
    create trigger pushed after delete on repository_blobs when old.digest = ${sql.lit(digest(1))} begin
      insert into manifests (image_id, digest, media_type, content, size, created_at)
      values (${sql.lit(id)}, 'pushed', 'x', '{}', 2, '');
      insert into manifest_references (image_id, manifest_digest, digest, size, is_manifest)
      values (${sql.lit(id)}, 'pushed', ${sql.lit(digest(manifests))}, 2, 0);
    end
  `.execute(db);
  await sql`create trigger ends before delete on images begin select raise(abort, 'ends here'); end`.execute(
    db,
  );
  await expect(deleteImage(await service.context(), "team", { id, name })).rejects.toThrow("ends here");
  expect(await db.selectFrom("repository_blobs").select("digest").execute()).toEqual([
    { digest: digest(manifests) },
  ]);
});

test("a tag that a push set after the slices of tags goes like them, should the delete end there", async () => {
  const manifests = SLICE + 1;
  const image = await createImage(manifests);
  const { db, links } = service.deps;
  const digest = (number: number) => `sha256:${number.toString(16).padStart(64, "0")}`;
  await db.updateTable("images").set({ tag_count: manifests }).execute();
  await writeTag(service.deps, "team/app", "late", digest(manifests));
  await sql`
    create trigger pushed after delete on manifests when old.digest = ${sql.lit(digest(1))} begin
      insert into tags (image_id, name, digest, created_at, updated_at)
      values (old.image_id, 'late', ${sql.lit(digest(manifests))}, '', '');
      update images set tag_count = tag_count + 1;
    end
  `.execute(db);
  await sql`create trigger ends before delete on images begin select raise(abort, 'ends here'); end`.execute(
    db,
  );
  await expect(deleteImage(await service.context(), "team", image)).rejects.toThrow("ends here");
  await followTables(service.deps);
  expect(await db.selectFrom("images").select("tag_count").execute()).toEqual([{ tag_count: 0 }]);
  expect(await links.modifiedAt(tagLinkPath("team/app", "late"))).toBeUndefined();
});

test("links of what went before a cut follow, and those of what is left stay", async () => {
  const manifests = SLICE + 1;
  const image = await createImage(manifests);
  const { db, links } = service.deps;
  const digest = (number: number) => `sha256:${number.toString(16).padStart(64, "0")}`;
  for (const number of [1, manifests]) {
    await writeManifest(service.deps, "team/app", digest(number), "{}");
    await writeTag(service.deps, "team/app", `v${number}`, digest(number));
    await writeLayer(service.deps, "team/app", digest(number));
  }
  const there = (paths: string[]) =>
    Promise.all(paths.map(async (path) => (await links.modifiedAt(path)) !== undefined));
  const shown = async () => ({
    tags: await there([tagLinkPath("team/app", "v1"), tagLinkPath("team/app", `v${manifests}`)]),
    manifests: await there([1, manifests].map((number) => revisionLinkPath("team/app", digest(number)))),
    layers: await there([1, manifests].map((number) => layerLinkPath("team/app", digest(number)))),
  });
  const deleteUntil = async (table: string, condition: string) => {
    await sql`create trigger ends before delete on ${sql.table(table)} when ${sql.raw(condition)}
      begin select raise(abort, 'ends here'); end`.execute(db);
    await expect(deleteImage(await service.context(), "team", image)).rejects.toThrow("ends here");
    await sql`drop trigger ends`.execute(db);
    await followTables(service.deps);
  };
  await deleteUntil("manifests", `old.digest = '${digest(manifests)}'`);
  expect(await shown()).toEqual({ tags: [false, false], manifests: [false, true], layers: [true, true] });
  // Its blobs still make it a large one.
  await deleteUntil("images", "true");
  expect(await shown()).toEqual({ tags: [false, false], manifests: [false, false], layers: [false, false] });
});

test("a small image is deleted in one transaction", async () => {
  const image = await createImage(SLICE / 2);
  expect(await remove(image)).toEqual(["images", "repository_blobs", "uploads"]);
  expect(await left()).toEqual([0, 0, 0, 0, 0]);
});
