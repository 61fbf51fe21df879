import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import {
  digestOf,
  indexOf,
  outcome,
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { jobContext } from "../context.ts";
import { SLICE } from "../jobs/remove-in-slices.ts";
import { deleteImage } from "../manifests/deletions.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

const get = (reference: string, headers = {}, method = "GET") =>
  registry.call(method, `/v2/team/app/manifests/${reference}`, { headers });
const remove = (reference: string) => registry.call("DELETE", `/v2/team/app/manifests/${reference}`);
const put = (reference: string, content: string, mediaType?: string) =>
  putManifest(registry, "team/app", reference, content, mediaType);

async function image() {
  const row = await registry.deps.db.selectFrom("images").selectAll().executeTakeFirst();
  if (!row) throw new Error("no image");
  return row;
}

const bytesOf = (parts: { size: number }[]) => parts.reduce((sum, { size }) => sum + size, 0);

describe("a delete", () => {
  test("of a tag keeps the manifest", async () => {
    const { content, digest } = await prepareManifest(registry, "team/app", [1]);
    await put("v1", content);
    expect((await remove("v1")).status).toBe(202);
    expect(await outcome(get("v1"))).toBe("404 MANIFEST_UNKNOWN");
    expect((await get(digest)).status).toBe(200);
    expect((await image()).tag_count).toBe(0);
    expect(await outcome(remove("v1"))).toBe("404 MANIFEST_UNKNOWN");
  });

  test("of a digest takes its tags and what only it used", async () => {
    const kept = await prepareManifest(registry, "team/app", [1, 2]);
    const gone = await prepareManifest(registry, "team/app", [2, 3]);
    await put("kept", kept.content);
    await put("a", gone.content);
    await put("b", gone.content);
    expect((await remove(gone.digest)).status).toBe(202);
    expect(await image()).toMatchObject({ tag_count: 1, size: bytesOf([kept.config, ...kept.layers]) });
    expect(await outcome(get("a"))).toBe("404 MANIFEST_UNKNOWN");
    expect(await outcome(remove(gone.digest))).toBe("404 MANIFEST_UNKNOWN");
  });

  test("that ends between two slices of tags leaves a manifest that nothing holds", async () => {
    const { content, digest } = await prepareManifest(registry, "team/app", [1]);
    await put("v0", content);
    const { db } = registry.deps;
    const { id } = await image();
    const time = registry.deps.clock().toISOString();
    const names = Array.from({ length: SLICE - 1 }, (_, at) => `v${at + 1}`);
    await db
      .insertInto("tags")
      .values(names.map((name) => ({ image_id: id, name, digest, created_at: time, updated_at: time })))
      .execute();
    await sql`
      create trigger ends before delete on manifests begin select raise(abort, 'ends here'); end
    `.execute(db);
    await remove(digest);
    expect(await db.selectFrom("tags").select("id").execute()).toEqual([]);
    expect(await db.selectFrom("unheld_manifests").select("digest").execute()).toEqual([{ digest }]);
  });

  test("of a manifest that an index names is refused, with words that name the index", async () => {
    const { content, digest } = await prepareManifest(registry, "team/app", [1]);
    await put("v1", content);
    const index = indexOf(content);
    await put("multi", index, MEDIA_TYPE.ociIndex);
    const refused = await remove(digest);
    expect([refused.status, (await refused.json()).errors[0]]).toEqual([
      403,
      { code: "DENIED", message: `the index ${digestOf(index)} names this manifest: delete that first` },
    ]);
    expect((await remove(digestOf(index))).status).toBe(202);
    expect((await remove(digest)).status).toBe(202);
  });

  test("of an image takes everything of it, and nothing of an image nested in its name", async () => {
    for (const name of ["team/app", "team/app/nested"]) {
      const { content } = await prepareManifest(registry, name, [1]);
      expect((await putManifest(registry, name, "v1", content)).status).toBe(201);
    }
    const { id } = await registry.deps.db
      .selectFrom("images")
      .select("id")
      .where("name", "=", "app")
      .executeTakeFirstOrThrow();
    await deleteImage(jobContext(registry.deps, "test"), "team", { id, name: "app" });
    expect(await outcome(get("v1"))).toBe("404 NAME_UNKNOWN");
    const layer = (await prepareManifest(registry, "ops/x", [1])).layers[0]?.digest;
    expect(await outcome(registry.call("GET", `/v2/team/app/blobs/${layer}`))).toBe("404 BLOB_UNKNOWN");
    expect((await registry.call("GET", `/v2/team/app/nested/blobs/${layer}`)).status).toBe(200);
    expect((await registry.call("GET", "/v2/team/app/nested/manifests/v1")).status).toBe(200);
    expect(await registry.deps.db.selectFrom("tags").select("id").execute()).toHaveLength(1);
  });
});
