import { type RawBuilder, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestRegistry, type TestRegistry } from "../../tests/support/registry.ts";
import { SLICE } from "../jobs/remove-in-slices.ts";
import { deleteOrganization } from "../organizations/service.ts";
import { layerLinkPath } from "./layout.ts";
import { followTables, writeLayer } from "./link-files.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

const blobOf = (number: RawBuilder<unknown>) => sql`printf('sha256:%064x', ${number})`;

/** As many images that never came to be, each with a blob and an upload. */
async function createOrganization(name: string, images: number): Promise<number> {
  const id = await registry.createOrganization(name);
  const { db } = registry.deps;
  const numbers = sql`(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${images}) select i from n)`;
  await sql`insert into blobs (digest, size, key, needed_at) values (${name}, 1, ${name}, '')`.execute(db);
  await sql`
    insert into repository_blobs (organization_id, image_name, digest, needed_at)
    select ${id}, 'app-' || i, ${name}, '' from ${numbers}
  `.execute(db);
  await sql`
    insert into uploads (id, organization_id, image_name, user_id, state, "offset", started_at)
    select ${name} || i, ${id}, 'app-' || i, '', '{}', 0, '' from ${numbers}
  `.execute(db);
  return id;
}

async function left() {
  const { db } = registry.deps;
  const rows = (table: "repository_blobs" | "uploads" | "file_changes") =>
    db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
  return {
    blobs: (await rows("repository_blobs")).count,
    uploads: (await rows("uploads")).count,
    changes: (await rows("file_changes")).count,
  };
}

test("what unfinished pushes left in an organization goes in slices, and its files with it", async () => {
  await createOrganization("wide", 1001);
  const context = await registry.context();
  let isOver = false;
  const deleting = deleteOrganization(context, "wide").finally(() => {
    isOver = true;
  });
  const seen = new Set<number>();
  while (!isOver) {
    seen.add((await left()).blobs);
    await new Promise((resolve) => setTimeout(resolve));
  }
  await deleting;
  expect(seen.size).toBeGreaterThan(3);
  expect(await left()).toEqual({ blobs: 0, uploads: 0, changes: 1001 });
});

test("what a push between two slices relies on stays", async () => {
  const id = await createOrganization("wide", 1001);
  const { db } = registry.deps;
  // As the first slice goes, which the others have to see.
  await sql`
    create trigger pushed after delete on repository_blobs when old.image_name = 'app-1' begin
      insert into images (organization_id, account_id, name, category, description, is_public, creator_id,
        creator_name, size, tag_count, download_count, created_at, updated_at)
      select id, account_id, 'app-999', 'other', '', 0, '', '', 0, 0, 0, '', '' from organizations where id = old.organization_id;
    end
  `.execute(db);
  await expect(deleteOrganization(await registry.context(), "wide")).rejects.toThrow("wide");
  const had = db.selectFrom("repository_blobs").select("digest").where("organization_id", "=", id);
  expect(await had.where("image_name", "=", "app-999").execute()).toHaveLength(1);
  expect((await left()).uploads).toBe(1001);
});

test("links of what a slice leaves of a repository stay with it", async () => {
  const organization = await registry.createOrganization("wide");
  const { db } = registry.deps;
  const numbers = sql`(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${SLICE + 1}) select i from n)`;
  await sql`insert into blobs (digest, size, key, needed_at) select ${blobOf(sql`i`)}, 1, i, '' from ${numbers}`.execute(
    db,
  );
  await sql`
    insert into repository_blobs (organization_id, image_name, digest, needed_at)
    select ${organization}, 'app', ${blobOf(sql`i`)}, '' from ${numbers}
  `.execute(db);
  const kept = `sha256:${(SLICE + 1).toString(16).padStart(64, "0")}`;
  await writeLayer(registry.deps, "wide/app", kept);
  await sql`create trigger ends before delete on organizations begin select raise(abort, 'ends here'); end`.execute(
    db,
  );
  await expect(deleteOrganization(await registry.context(), "wide")).rejects.toThrow("ends here");
  await followTables(registry.deps);
  expect(await registry.deps.links.modifiedAt(layerLinkPath("wide/app", kept))).toBeDefined();
  expect((await left()).blobs).toBe(1);
});

test("with an image, all of it stays", async () => {
  await registry.createImage(await createOrganization("wide", 1001), "app");
  await expect(deleteOrganization(await registry.context(), "wide")).rejects.toThrow("wide");
  expect(await left()).toEqual({ blobs: 1001, uploads: 1001, changes: 0 });
});
