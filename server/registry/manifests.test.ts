import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import {
  digestOf,
  indexOf,
  outcome,
  prepareManifest,
  pushBlob,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { collectGarbage, GRACE_MS } from "../content/collect-garbage.ts";
import { writePulls } from "../statistics/pulls.ts";

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

describe("a push", () => {
  test("makes the image with its first manifest and serves the same bytes", async () => {
    const { content, digest, config, layers } = await prepareManifest(registry, "team/app", [1, 2]);
    const response = await put("v1", content);
    expect(response.status).toBe(201);
    expect(response.headers.get("location")).toBe(`/v2/team/app/manifests/${digest}`);
    expect(response.headers.get("docker-content-digest")).toBe(digest);
    expect(await image()).toMatchObject({
      name: "app",
      category: "other",
      description: "",
      is_public: 0,
      creator_name: "admin",
      size: bytesOf([config, ...layers]),
      tag_count: 1,
    });
    for (const reference of ["v1", digest]) {
      const stored = await get(reference, { accept: "text/html" });
      expect(stored.headers.get("content-type")).toBe(MEDIA_TYPE.ociManifest);
      expect(stored.headers.get("docker-content-digest")).toBe(digest);
      expect(await stored.text()).toBe(content);
      const head = await get(reference, {}, "HEAD");
      expect(head.headers.get("content-length")).toBe(String(content.length));
    }
    expect(await outcome(get("v2"))).toBe("404 MANIFEST_UNKNOWN");
    expect(await outcome(get(digestOf("x")))).toBe("404 MANIFEST_UNKNOWN");
  });

  test("of the same tag moves it; the size counts each blob once", async () => {
    const first = await prepareManifest(registry, "team/app", [1, 2]);
    const second = await prepareManifest(registry, "team/app", [2, 3]);
    await put("v1", first.content);
    registry.advance(60_000);
    await put("v1", second.content);
    expect(await (await get("v1")).text()).toBe(second.content);
    expect((await get(first.digest)).status).toBe(200);
    const [tag] = await registry.deps.db.selectFrom("tags").selectAll().execute();
    expect(tag?.created_at).toBe("2026-03-01T08:00:00.000Z");
    expect(tag?.updated_at).toBe("2026-03-01T08:01:00.000Z");
    const [layer3] = second.layers.slice(1);
    const parts = [first.config, ...first.layers, second.config, layer3 ?? { size: 0 }];
    expect(await image()).toMatchObject({
      size: bytesOf(parts),
      tag_count: 1,
      updated_at: "2026-03-01T08:01:00.000Z",
    });
    await put("v1", second.content);
    expect((await image()).size).toBe(bytesOf(parts));
  });

  test("by digest leaves it untagged", async () => {
    const { content, digest } = await prepareManifest(registry, "team/app", [1]);
    expect((await put(digest, content)).status).toBe(201);
    expect((await image()).tag_count).toBe(0);
    expect(await outcome(put(digestOf("other"), content))).toBe("400 DIGEST_INVALID");
  });

  test("of an index needs its manifests", async () => {
    const one = await prepareManifest(registry, "team/app", [1]);
    const two = await prepareManifest(registry, "team/app", [2]);
    const index = indexOf(one.content, two.content);
    await put(one.digest, one.content);
    expect(await outcome(put("multi", index, MEDIA_TYPE.ociIndex))).toBe("404 MANIFEST_BLOB_UNKNOWN");
    await put(two.digest, two.content);
    expect(await outcome(put("multi", index, MEDIA_TYPE.ociIndex))).toBe("201");
    const row = await registry.deps.db
      .selectFrom("manifests")
      .selectAll()
      .where("digest", "=", digestOf(index))
      .executeTakeFirst();
    const size = bytesOf([one.config, ...one.layers, two.config, ...two.layers]);
    expect(row).toMatchObject({ size, config_digest: null });
    expect((await image()).size).toBe(size);
  });

  test("of an index counts once what its manifests share", async () => {
    const [one, two] = [
      await prepareManifest(registry, "team/app", [1, 2]),
      await prepareManifest(registry, "team/app", [1, 2, 3]),
    ];
    const index = indexOf(one.content, two.content);
    for (const { digest, content } of [one, two]) await put(digest, content);
    expect(await outcome(put("multi", index, MEDIA_TYPE.ociIndex))).toBe("201");
    const { size } = await registry.deps.db
      .selectFrom("manifests")
      .select("size")
      .where("digest", "=", digestOf(index))
      .executeTakeFirstOrThrow();
    expect(size).toBe(bytesOf([one.config, two.config, ...two.layers]));
    expect((await image()).size).toBe(size);
  });

  test("of an index may leave some out where the operator allows it, and they may follow", async () => {
    const one = await prepareManifest(registry, "team/app", [1]);
    const two = await prepareManifest(registry, "team/app", [2]);
    const index = indexOf(one.content, two.content);
    await put(one.digest, one.content);
    const refused = await (await put("multi", index, MEDIA_TYPE.ociIndex)).json();
    expect(refused.errors[0].message).toContain("SWR_ALLOW_SPARSE_INDEXES");
    registry.deps.config = { ...registry.deps.config, allowSparseIndexes: true };
    expect((await put("multi", index, MEDIA_TYPE.ociIndex)).status).toBe(201);
    expect(await outcome(get(two.digest))).toBe("404 MANIFEST_UNKNOWN");
    expect((await put(two.digest, two.content)).status).toBe(201);
    const parts = [one.config, ...one.layers, two.config, ...two.layers];
    expect((await image()).size).toBe(bytesOf(parts));
    // A layer is missed all the same.
    const { content } = await prepareManifest(registry, "team/other", [3]);
    expect(await outcome(put("v3", content))).toBe("404 MANIFEST_BLOB_UNKNOWN");
  });

  test("at the same time as others loses nothing", async () => {
    const prepared = [];
    for (const seed of [1, 2, 3, 4, 5]) prepared.push(await prepareManifest(registry, "team/app", [seed]));
    const pushes = prepared.map(({ content }, index) => put(`v${index}`, content));
    expect(await Promise.all(pushes.map(outcome))).toEqual(Array(5).fill("201"));
    expect(await image()).toMatchObject({
      tag_count: 5,
      size: bytesOf(prepared.flatMap(({ config, layers }) => [config, ...layers])),
    });
  });
});

describe("a push is refused", () => {
  const refused = async (change: (manifest: Record<string, unknown>) => unknown, mediaType?: string) => {
    const { content } = await prepareManifest(registry, "team/app", [1]);
    const changed = change(JSON.parse(content));
    return outcome(put("v1", typeof changed === "string" ? changed : JSON.stringify(changed), mediaType));
  };
  const foreign = { digest: digestOf("far away"), size: 5, urls: ["https://example.com/layer"] };

  test.each([
    ["not JSON", () => "{", "400 MANIFEST_INVALID"],
    ["no object", () => "[]", "400 MANIFEST_INVALID"],
    ["a byte order mark", (m: object) => `\uFEFF${JSON.stringify(m)}`, "400 MANIFEST_INVALID"],
    ["schema 1", (m: object) => ({ ...m, schemaVersion: 1 }), "400 MANIFEST_INVALID"],
    ["no config", (m: object) => ({ ...m, config: undefined }), "400 MANIFEST_INVALID"],
    ["another media type than sent", (m: object) => ({ ...m, mediaType: "a/b" }), "400 MANIFEST_INVALID"],
    ["index and manifest at once", (m: object) => ({ ...m, manifests: [] }), "400 MANIFEST_INVALID"],
    [
      "a blob not there",
      (m: object) => ({ ...m, layers: [{ ...foreign, mediaType: MEDIA_TYPE.ociLayer }] }),
      "404 MANIFEST_BLOB_UNKNOWN",
    ],
    [
      "a wrong size",
      (m: { config?: object }) => ({ ...m, config: { ...m.config, size: 1 } }),
      "400 MANIFEST_INVALID",
    ],
    [
      "hostile digest",
      (m: { config?: object }) => ({ ...m, config: { ...m.config, digest: "sha256:../../x" } }),
      "400 MANIFEST_INVALID",
    ],
    [
      "too large",
      (m: object) => ({ ...m, annotations: { a: "x".repeat(4 * 1024 * 1024) } }),
      "413 SIZE_INVALID",
    ],
  ])("%s", async (_, change, expected) => {
    expect(await refused(change)).toBe(expected);
    expect(await registry.deps.db.selectFrom("images").select("id").execute()).toEqual([]);
    expect(await registry.deps.db.selectFrom("manifests").select("digest").execute()).toEqual([]);
  });

  test("but not for a foreign layer, an artifact's config, or a type only in the header", async () => {
    const layer = { ...foreign, mediaType: "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip" };
    expect(await refused((m) => ({ ...m, layers: [layer] }))).toBe("201");
    expect(
      await refused((m) => ({ ...m, config: { ...(m.config as object), mediaType: "application/x" } })),
    ).toBe("201");
    expect(
      await refused((m) => ({ ...m, mediaType: undefined }), `${MEDIA_TYPE.ociManifest}; charset=utf-8`),
    ).toBe("201");
    expect(await refused((m) => ({ ...m, mediaType: undefined }), "application/json")).toBe(
      "400 MANIFEST_INVALID",
    );
  });

  test("under a tag name that is none", async () => {
    const { content } = await prepareManifest(registry, "team/app", [1]);
    for (const tag of ["-v1", "a%20b", "a".repeat(129), ".."]) {
      expect(await outcome(put(tag, content)), tag).toMatch(/^40[0-5] /);
    }
    expect(await registry.deps.db.selectFrom("tags").select("id").execute()).toEqual([]);
  });

  test("where another repository has the layers", async () => {
    const { content } = await prepareManifest(registry, "team/source", [1]);
    expect(await outcome(put("v1", content))).toBe("404 MANIFEST_BLOB_UNKNOWN");
  });
});

describe("sizes", () => {
  const tags = async () => {
    const answer = await registry.call("GET", "/api/swr/v2/manage/namespaces/team/repos/app/tags");
    return (await answer.json()) as { size: number }[];
  };
  const foreignLayers = [1, 2].map((seed) => ({
    mediaType: "application/vnd.oci.image.layer.nondistributable.v1.tar",
    digest: digestOf(`far away ${seed}`),
    size: 10 * 1024 ** 3,
    urls: ["https://example.com/layer"],
  }));

  test("of what lies elsewhere are the tag's, and take no room here", async () => {
    const { content, config } = await prepareManifest(registry, "team/app", []);
    expect((await put("v1", JSON.stringify({ ...JSON.parse(content), layers: foreignLayers }))).status).toBe(
      201,
    );
    expect(await tags()).toMatchObject([{ size: config.size + 20 * 1024 ** 3 }]);
    expect((await image()).size).toBe(config.size);
  });

  test("of a foreign layer whose bytes were pushed count once, whichever of its manifests goes first", async () => {
    const { content, config, layers } = await prepareManifest(registry, "team/app", [1]);
    const manifest = JSON.parse(content);
    const [layer = config] = layers;
    const foreign = { ...layer, mediaType: foreignLayers[0]?.mediaType, urls: ["https://example.com/layer"] };
    const [elsewhere, own] = [
      [foreign],
      // One manifest may name it both ways.
      [manifest.layers[0], foreign],
    ].map((layers) => JSON.stringify({ ...manifest, layers }));
    const ways = [elsewhere, own].flatMap((text) => (text === undefined ? [] : [text]));
    await put("kept", JSON.stringify({ ...manifest, layers: [] }));
    for (const order of [ways, ways.toReversed()]) {
      for (const text of order) await put(digestOf(text), text);
      expect((await image()).size).toBe(config.size + layer.size);
      for (const text of order) {
        expect((await image()).size).toBe(config.size + layer.size);
        await remove(digestOf(text));
      }
      expect((await image()).size).toBe(config.size);
    }
  });

  test("of a foreign layer whose bytes come later count once its manifest is pushed again", async () => {
    const { content, config } = await prepareManifest(registry, "team/app", []);
    const bytes = new TextEncoder().encode("a layer");
    const layer = {
      mediaType: foreignLayers[0]?.mediaType,
      digest: digestOf("a layer"),
      size: bytes.length,
      urls: ["https://example.com/layer"],
    };
    const text = JSON.stringify({ ...JSON.parse(content), layers: [layer] });
    await put("v1", text);
    expect((await image()).size).toBe(config.size);
    await pushBlob(registry, "team/app", bytes);
    for (const _ of ["once", "again"]) {
      expect((await put("v1", text)).status).toBe(201);
      expect((await image()).size).toBe(config.size + bytes.length);
    }
    registry.advance(2 * GRACE_MS);
    await collectGarbage(registry.deps);
    const blobs = registry.deps.db.selectFrom("blobs").select("size").where("digest", "=", layer.digest);
    expect(await blobs.execute()).toHaveLength(1);
  });

  test("of a layer that is a manifest of an index, too, count", async () => {
    const one = await prepareManifest(registry, "team/app", [1]);
    await put("one", one.content);
    await put("multi", indexOf(one.content), MEDIA_TYPE.ociIndex);
    const before = (await image()).size;
    const layer = {
      ...one.config,
      mediaType: MEDIA_TYPE.ociLayer,
      digest: one.digest,
      size: one.content.length,
    };
    await pushBlob(registry, "team/app", new TextEncoder().encode(one.content));
    const odd = JSON.stringify({ ...JSON.parse(one.content), layers: [layer] });
    expect((await put("odd", odd)).status).toBe(201);
    expect((await image()).size).toBe(before + layer.size);
  });

  test("add up to no more than a number holds", async () => {
    const one = await prepareManifest(registry, "team/app", [1]);
    const two = await prepareManifest(registry, "team/app", [2]);
    await put(one.digest, one.content);
    await put(two.digest, two.content);
    await registry.deps.db.updateTable("manifests").set({ size: Number.MAX_SAFE_INTEGER }).execute();
    expect((await put("multi", indexOf(one.content, two.content), MEDIA_TYPE.ociIndex)).status).toBe(201);
    expect(await tags()).toMatchObject([{ size: Number.MAX_SAFE_INTEGER }]);
  });
});

test("a client's GET counts as a pull; a HEAD and the console's look do not", async () => {
  const { content, digest } = await prepareManifest(registry, "team/app", [1]);
  await put("v1", content);
  await get("v1");
  await get(digest);
  await get("v1", {}, "HEAD");
  await registry.call("GET", "/api/registry/v2/team/app/manifests/v1");
  await writePulls(registry.deps);
  expect((await image()).download_count).toBe(2);
});

test("tags are listed in order, in pages", async () => {
  const { content } = await prepareManifest(registry, "team/app", [1]);
  for (const tag of ["b", "a", "B", "c"]) await put(tag, content);
  const seen: string[][] = [];
  let path: string | undefined = "/v2/team/app/tags/list?n=3";
  while (path) {
    const response = await registry.call("GET", path);
    seen.push((await response.json()).tags);
    path = /^<(.+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
  }
  expect(seen).toEqual([["B", "a", "b"], ["c"]]);
  expect(await (await registry.call("GET", "/v2/team/app/tags/list?n=0")).json()).toEqual({
    name: "team/app",
    tags: [],
  });
  expect(await outcome(registry.call("GET", "/v2/team/none/tags/list"))).toBe("404 NAME_UNKNOWN");
});

test("what is about a manifest is listed, and filtered by its type", async () => {
  const subject = await prepareManifest(registry, "team/app", [1]);
  const about = { subject: { mediaType: MEDIA_TYPE.ociManifest, digest: subject.digest, size: 1 } };
  const signature = await prepareManifest(registry, "team/app", [2], {
    ...about,
    artifactType: "application/signature",
    annotations: { by: "us" },
  });
  const plain = await prepareManifest(registry, "team/app", [3], about);
  const answer = await put(signature.digest, signature.content);
  expect(answer.headers.get("oci-subject")).toBe(subject.digest);
  await put(plain.digest, plain.content);
  const path = `/v2/team/app/referrers/${subject.digest}`;

  const all = await registry.call("GET", path);
  expect(all.headers.get("content-type")).toBe(MEDIA_TYPE.ociIndex);
  const { manifests } = await all.json();
  expect(manifests).toHaveLength(2);
  expect(manifests.find(({ digest }: { digest: string }) => digest === plain.digest).artifactType).toBe(
    MEDIA_TYPE.ociConfig,
  );

  const filtered = await registry.call("GET", `${path}?artifactType=application/signature`);
  expect(filtered.headers.get("oci-filters-applied")).toBe("artifactType");
  expect((await filtered.json()).manifests).toEqual([
    {
      mediaType: MEDIA_TYPE.ociManifest,
      digest: signature.digest,
      size: signature.content.length,
      artifactType: "application/signature",
      annotations: { by: "us" },
    },
  ]);
});
