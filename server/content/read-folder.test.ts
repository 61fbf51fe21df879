import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  digestOf,
  outcome,
  prepareManifest,
  pushBlob,
  putManifest,
  startTestRegistry,
  type TestRegistry,
  testBytes,
} from "../../tests/support/registry.ts";
import { jobContext } from "../context.ts";
import { deleteImage } from "../manifests/deletions.ts";
import { collectGarbage } from "./collect-garbage.ts";
import { blobPath, layerLinkPath } from "./layout.ts";
import { followTables } from "./link-files.ts";
import { findReading, readFolder } from "./read-folder.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

/** The tables as a release left them that had no rows of blobs. */
async function forget(): Promise<void> {
  const { db } = registry.deps;
  await followTables(registry.deps);
  for (const table of ["repository_blobs", "blobs", "blob_reviews"] as const) {
    await db.deleteFrom(table).execute();
  }
  await db.insertInto("folder_reading").values({ id: 1, read_up_to: "" }).execute();
}

async function rows(): Promise<string[]> {
  const found = await registry.deps.db
    .selectFrom("repository_blobs")
    .select(["image_name", "digest"])
    .execute();
  return found.map(({ image_name, digest }) => `${image_name}@${digest}`).sort();
}

const head = (name: string, digest: string) => outcome(registry.call("HEAD", `/v2/${name}/blobs/${digest}`));

test("what the folder has is served before it is read, and is in the tables afterwards", async () => {
  const { content, config, layers } = await prepareManifest(registry, "team/app", [1, 2]);
  await putManifest(registry, "team/app", "v1", content);
  const nested = await pushBlob(registry, "team/app/nested", testBytes(300, 3));
  const before = await rows();
  await forget();
  const [layer] = layers;
  expect(await head("team/app", layer?.digest ?? "")).toBe("200");
  expect(await head("team/app/nested", layer?.digest ?? "")).toBe("404");
  expect(await outcome(putManifest(registry, "team/app", "v2", content))).toBe("201");
  expect(await collectGarbage({ ...registry.deps, clock: () => new Date("2099-01-01") })).toMatchObject({
    blobs: 0,
  });
  await readFolder(registry.deps);
  expect(await findReading(registry.deps.db)).toBeUndefined();
  expect(await rows()).toEqual(before);
  for (const { digest } of [config, ...layers]) expect(await head("team/app", digest)).toBe("200");
  expect(await head("team/app/nested", nested.digest)).toBe("200");
});

test("reading the folder, cut after any repository, goes on with the next", async () => {
  const names = ["team/a", "team/a/b", "team/b", "ops/c"];
  for (const [seed, name] of names.entries()) await pushBlob(registry, name, testBytes(100, seed));
  const before = await rows();
  await forget();
  for (let cut = 1; cut <= names.length; cut++) {
    const stop = new AbortController();
    let left = 2;
    const links = {
      ...registry.deps.links,
      async list(path: string) {
        if (path.endsWith("_layers/sha256") && --left === 0) stop.abort();
        return await registry.deps.links.list(path);
      },
    };
    await readFolder({ ...registry.deps, links }, stop.signal).catch(() => undefined);
  }
  await readFolder(registry.deps);
  expect(await rows()).toEqual(before);
});

test("a disk that takes no writes for a moment loses nothing of the folder", async () => {
  await pushBlob(registry, "team/app", testBytes(100, 1));
  const before = await rows();
  await forget();
  const { db, links } = registry.deps;
  const takeWrites = (taken: boolean) => sql`pragma query_only = ${sql.lit(taken ? 0 : 1)}`.execute(db);
  const list = async (path: string) => {
    await takeWrites(!path.endsWith("_layers/sha256"));
    return await links.list(path);
  };
  const reading = readFolder({ ...registry.deps, links: { ...links, list } });
  await expect(reading).rejects.toThrow("the disk is read-only");
  await takeWrites(true);
  await readFolder(registry.deps);
  expect(await rows()).toEqual(before);
});

test("links of an image that was deleted, or of an organization that had the name before, give nothing away", async () => {
  const { content, layers } = await prepareManifest(registry, "team/app", [1]);
  await putManifest(registry, "team/app", "v1", content);
  const left = await pushBlob(registry, "ops/never-tagged", testBytes(300, 3));
  await forget();
  const old = new Date("2026-02-01T00:00:00Z");
  await utimes(join(registry.storageFolder, layerLinkPath("ops/never-tagged", left.digest)), old, old);
  const { id } = await registry.deps.db.selectFrom("images").select("id").executeTakeFirstOrThrow();
  await deleteImage(jobContext(registry.deps, "test"), "team", { id, name: "app" });
  const digest = layers[0]?.digest ?? "";
  expect([await head("team/app", digest), await head("ops/never-tagged", left.digest)]).toEqual([
    "404",
    "404",
  ]);
  await followTables(registry.deps);
  await readFolder(registry.deps);
  expect(await rows()).toEqual([]);
});

test("foreign layers, which had no size in that release, count where their bytes were pushed", async () => {
  const manifest = JSON.parse((await prepareManifest(registry, "team/app", [1, 2])).content);
  const [pushed, own] = manifest.layers;
  const mediaType = "application/vnd.oci.image.layer.nondistributable.v1.tar";
  const foreign = { mediaType, urls: ["https://example.com/layer"] };
  const elsewhere = { ...foreign, digest: digestOf("far away"), size: 1000 };
  const layers = [{ ...pushed, ...foreign }, own, elsewhere];
  await putManifest(registry, "team/app", "v1", JSON.stringify({ ...manifest, layers }));
  const { db } = registry.deps;
  const references = () => db.selectFrom("manifest_references").selectAll().orderBy("digest").execute();
  const sizes = () =>
    db
      .selectFrom("images")
      .innerJoin("organizations", "organizations.id", "images.organization_id")
      .select(["images.size", "organizations.stored_bytes"])
      .execute();
  const before = [await references(), await sizes()];
  await forget();
  const { size: _, ...row } = await db
    .updateTable("manifest_references")
    .set({ size: 0 })
    .where("digest", "=", pushed.digest)
    .returningAll()
    .executeTakeFirstOrThrow();
  const unsized = { ...row, size: 0, digest: elsewhere.digest };
  await db.insertInto("manifest_references").values(unsized).execute();
  await db
    .updateTable("images")
    .set(({ eb }) => ({ size: eb("size", "-", pushed.size) }))
    .execute();
  await readFolder(registry.deps);
  expect([await references(), await sizes()]).toEqual(before);
});

test("content whose size a manifest contradicts is read before it is trusted", async () => {
  const { content, layers } = await prepareManifest(registry, "team/app", [1, 2]);
  await putManifest(registry, "team/app", "v1", content);
  await forget();
  const [damaged, whole] = layers.map(({ digest }) => digest) as [string, string];
  await registry.deps.links.write(blobPath(damaged), new Uint8Array());
  // As a foreign layer may be named.
  await registry.deps.db
    .updateTable("manifest_references")
    .set({ size: 7 })
    .where("digest", "=", whole)
    .execute();
  await readFolder(registry.deps);
  expect([await head("team/app", damaged), await head("team/app", whole)]).toEqual(["404", "200"]);
});
