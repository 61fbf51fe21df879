/** A manifest that is pushed by its digest, with tags beside it: draft of OCI distribution 1.2, "Pushing Manifests". */
import { afterEach, beforeEach, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { layFiring } from "../../tests/support/firing.ts";
import {
  digestOf,
  outcome,
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { prepareBySha512 } from "../../tests/support/sha512.ts";
import { layDelivery } from "../../tests/support/webhook.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

const prepare = (...seeds: number[]) => prepareManifest(registry, "team/app", seeds);
const query = (tags: string[]) => new URLSearchParams(tags.map((tag) => ["tag", tag]));
const put = ({ digest, content }: { digest: string; content: string }, ...tags: string[]) =>
  putManifest(registry, "team/app", `${digest}?${query(tags)}`, content);

/** Each tag and what it names. */
async function tags(): Promise<Record<string, string>> {
  const rows = await registry.deps.db.selectFrom("tags").select(["name", "digest"]).orderBy("name").execute();
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}

test("all of them point at it, new ones and those that move", async () => {
  const before = await prepare(1);
  await put(before, "latest");
  const { digest, content } = await prepare(2);
  const pushed = await put({ digest, content }, "1.2.3", "1.2", "latest", "1.2");
  expect([pushed.status, pushed.headers.get("oci-tag")]).toEqual([201, "1.2.3, 1.2, latest"]);
  expect(pushed.headers.get("location")).toBe(`/v2/team/app/manifests/${digest}`);
  expect(await tags()).toEqual({ "1.2": digest, "1.2.3": digest, latest: digest });
  const image = await registry.deps.db.selectFrom("images").select("tag_count").executeTakeFirst();
  expect(image).toEqual({ tag_count: 3 });
  const pulled = await registry.call("GET", "/v2/team/app/manifests/1.2");
  expect([pulled.headers.get("docker-content-digest"), await pulled.text()]).toEqual([digest, content]);
});

test("triggers and webhooks are told of each, but for one that named it already", async () => {
  const { db } = registry.deps;
  const { digest, content } = await prepare(1);
  await put({ digest, content }, "v1");
  const { id: image_id } = await db.selectFrom("images").select("id").executeTakeFirstOrThrow();
  await layFiring(registry.deps, image_id, { name: "deploy", digest });
  await layDelivery(registry.deps, { imageId: image_id, webhookId: "wh_1" });
  const told = async () => {
    const firings = db.selectFrom("trigger_firings").select("tag").where("state", "=", "waiting");
    const events = db.selectFrom("webhook_deliveries").select("tag").where("state", "=", "waiting");
    const sorted = (rows: { tag: string | null }[]) => rows.map(({ tag }) => tag).sort();
    return [sorted(await firings.execute()), sorted(await events.execute())];
  };
  await put({ digest, content }, "v1", "v2", "v3");
  expect(await told()).toEqual([
    ["v2", "v3"],
    ["v2", "v3"],
  ]);
});

test("one that cannot be keeps all from being, and the manifest with them", async () => {
  const { digest, content } = await prepare(1);
  for (const bad of ["", "-v1", "a b", "a,b", "x".repeat(129)]) {
    expect(await outcome(put({ digest, content }, "v1", bad))).toBe("400 MANIFEST_INVALID");
  }
  const missing = JSON.stringify({ ...JSON.parse(content), config: { digest: digestOf("x"), size: 1 } });
  const incomplete = { digest: digestOf(missing), content: missing };
  expect(await outcome(put(incomplete, "v1", "v2"))).toMatch(/^40[04] MANIFEST/);
  await registry.deps.db.updateTable("organizations").set({ quota_bytes: 1 }).execute();
  expect(await outcome(put({ digest, content }, "v1", "v2"))).toBe("403 DENIED");
  expect(await tags()).toEqual({});
  expect(await registry.deps.db.selectFrom("manifests").selectAll().execute()).toEqual([]);
});

test("there may be 20, however long", async () => {
  const { digest, content } = await prepare(1);
  const long = (count: number) => Array.from({ length: count }, (_, at) => `v${at}-`.padEnd(128, "x"));
  expect(await outcome(put({ digest, content }, ...long(21)))).toBe("414 TOO_MANY_TAGS");
  expect(await tags()).toEqual({});
  const pushed = await put({ digest, content }, ...long(20));
  expect(pushed.headers.get("oci-tag")?.split(", ")).toEqual(long(20));
  expect(Object.keys(await tags())).toHaveLength(20);
});

test("beside a tag they are none of the specification, and answered as if they were not there", async () => {
  const { content, digest } = await prepare(1);
  const pushed = await putManifest(registry, "team/app", "v1?tag=v2", content);
  expect([pushed.status, pushed.headers.get("oci-tag")]).toEqual([201, null]);
  expect(await tags()).toEqual({ v1: digest });
});

test("they keep a digest of sha512, which a push under a tag would not have", async () => {
  const { content, digest } = await prepareBySha512(registry);
  await put({ content, digest }, "v1", "v2");
  expect(await tags()).toEqual({ v1: digest, v2: digest });
  await putManifest(registry, "team/app", "v3", content);
  expect(await tags()).toMatchObject({ v2: digest, v3: digestOf(content) });
  const index = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [] });
  const path = `${digestOf(index)}?tag=multi`;
  expect((await putManifest(registry, "team/app", path, index, MEDIA_TYPE.ociIndex)).status).toBe(201);
});

test("who may not push gets none", async () => {
  const { digest, content } = await prepare(1);
  const path = `/v2/team/app/manifests/${digest}?tag=v1`;
  const headers = { "content-type": MEDIA_TYPE.ociManifest };
  for (const as of [registry.logins.member.headers, registry.logins.stranger.headers]) {
    const answer = registry.call("PUT", path, { body: content, headers: { ...headers, ...as, cookie: "" } });
    expect(await outcome(answer)).toMatch(/^40[134] /);
  }
  expect(await tags()).toEqual({});
});
