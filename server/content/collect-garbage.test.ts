import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import {
  digestOf,
  prepareManifest,
  pushBlob,
  putManifest,
  startTestRegistry,
  type TestRegistry,
  testBytes,
} from "../../tests/support/registry.ts";
import { type CollectOptions, collectGarbage } from "./collect-garbage.ts";
import { blobPath } from "./layout.ts";
import { followTables } from "./link-files.ts";
import { takeInventory } from "./take-inventory.ts";

const FOREIGN_LAYER = "application/vnd.oci.image.layer.nondistributable.v1.tar";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
  // The tests go on for days.
  await registry.deps.db.updateTable("login_keys").set({ expires_at: "2099-01-01T00:00:00.000Z" }).execute();
});
afterEach(() => registry.close());

const collect = (options: CollectOptions = {}) => collectGarbage(registry.deps, options);
const HOUR = 60 * 60 * 1000;
/** Longer than any push takes. */
const grow = () => registry.advance(25 * HOUR);

const head = async (name: string, digest: string) =>
  (await registry.call("HEAD", `/v2/${name}/blobs/${digest}`)).status;

const isStored = async (digest: string) => (await registry.deps.content.size(blobPath(digest))) !== undefined;

async function pushImage(name: string, seeds: number[]) {
  const image = await prepareManifest(registry, name, seeds);
  expect((await putManifest(registry, name, "v1", image.content)).status).toBe(201);
  return image;
}

test("what a manifest names stays, however old; what none names goes once it is old", async () => {
  const kept = await pushImage("team/kept", [1, 2]);
  const gone = await pushImage("team/gone", [2, 3]);
  await registry.call("DELETE", `/v2/team/gone/manifests/${gone.digest}`);
  const [shared, own] = gone.layers.map(({ digest }) => digest) as [string, string];
  const nothing = { links: 0, blobs: 0, bytes: 0 };
  expect(await collect()).toEqual(nothing);

  grow();
  const fresh = await pushBlob(registry, "team/gone", testBytes(50, 9));
  // Links of two layers and a config; the shared layer's content is still named by the other image.
  const bytes = gone.config.size + 103 + Buffer.byteLength(gone.content);
  expect(await collect({ dryRun: true })).toEqual({ links: 3, blobs: 3, bytes });
  expect(await isStored(own)).toBe(true);
  expect(await collect()).toEqual({ links: 3, blobs: 3, bytes });
  expect([await isStored(own), await isStored(gone.digest), await isStored(shared)]).toEqual([
    false,
    false,
    true,
  ]);
  expect([await head("team/gone", shared), await head("team/gone", fresh.digest)]).toEqual([404, 200]);
  for (const { digest } of [kept.config, ...kept.layers]) expect(await head("team/kept", digest)).toBe(200);
  expect(await collect()).toEqual(nothing);
});

test("an old blob that a client was told of stays", async () => {
  const blobs = [];
  for (const seed of [1, 2, 3, 4]) blobs.push(await pushBlob(registry, "team/app", testBytes(200, seed)));
  const [asked, mounted, again, forgotten] = blobs.map(({ digest }) => digest) as [string, ...string[]];
  grow();
  expect(await head("team/app", asked)).toBe(200);
  const mount = `/v2/ops/app/blobs/uploads/?mount=${mounted}&from=team/app`;
  expect((await registry.call("POST", mount)).status).toBe(201);
  await pushBlob(registry, "ops/app", testBytes(200, 3));
  await collect();
  expect(await head("team/app", asked)).toBe(200);
  expect(await head("ops/app", mounted as string)).toBe(200);
  expect(await head("ops/app", again as string)).toBe(200);
  expect(await isStored(forgotten as string)).toBe(false);
});

test("what was collected is not said to exist, and a push of the same makes it whole", async () => {
  const { content, digest, config, layers } = await pushImage("team/app", [1, 2]);
  const pulled = async () => {
    const answers = [config, ...layers].map((blob) =>
      registry.call("GET", `/v2/team/app/blobs/${blob.digest}`),
    );
    const bytes = (await Promise.all(answers)).map(
      async (answer) => new Uint8Array(await answer.arrayBuffer()),
    );
    return (await Promise.all(bytes)).map(digestOf);
  };
  const before = await pulled();
  expect((await registry.call("DELETE", `/v2/team/app/manifests/${digest}`)).status).toBe(202);
  grow();
  expect(await collect()).toMatchObject({ blobs: 4 });
  for (const gone of [config, ...layers]) {
    expect(await head("team/app", gone.digest)).toBe(404);
    const mount = `/v2/ops/app/blobs/uploads/?mount=${gone.digest}&from=team/app`;
    expect((await registry.call("POST", mount)).status).toBe(202);
  }
  expect((await putManifest(registry, "team/app", "v1", content)).status).toBe(404);
  expect((await pushImage("team/app", [1, 2])).digest).toBe(digest);
  expect(await pulled()).toEqual(before);
});

test("an upload that took days becomes a blob that stays", async () => {
  const bytes = testBytes(300, 5);
  const { headers } = await registry.call("POST", "/v2/team/app/blobs/uploads/");
  const location = headers.get("location") ?? "";
  await registry.call("PATCH", location, { body: bytes });
  grow();
  expect((await registry.call("PUT", `${location}?digest=${digestOf(bytes)}`)).status).toBe(201);
  await collect();
  expect(await head("team/app", digestOf(bytes))).toBe(200);
});

/** How often; more, for whoever changes what protects a push. */
const ROUNDS = Number(process.env.ROUNDS ?? 100);

test("what HEAD found is there for the manifest, whenever garbage is collected", {
  timeout: 60_000 + ROUNDS * 100,
}, async () => {
  const { content, digest, config } = await prepareManifest(registry, "team/app", []);
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    registry.advance(25 * HOUR);
    const heads = Promise.all([head("team/app", config.digest), head("team/app", config.digest)]);
    // Now before one of them, now after.
    for (let turns = Math.floor(Math.random() * 40); turns > 0; turns--) await setImmediate();
    await collect();
    if ((await heads).includes(200)) {
      found += 1;
      const [put] = await Promise.all([putManifest(registry, "team/app", digest, content), collect()]);
      expect(put.status, `round ${round}`).toBe(201);
      await registry.call("DELETE", `/v2/team/app/manifests/${digest}`);
    } else await pushBlob(registry, "team/app", new TextEncoder().encode('{"seeds":[]}'));
  }
  expect(found).toBeGreaterThan(0);
});

test("what only a manifest names, and no repository has, is kept by nothing", async () => {
  const { digest, size } = await pushBlob(registry, "ops/app", testBytes(200, 7));
  const layer = { mediaType: FOREIGN_LAYER, digest, size, urls: ["https://example.com/layer"] };
  const { content } = await prepareManifest(registry, "team/app", [1], { layers: [layer] });
  expect((await putManifest(registry, "team/app", "v1", content)).status).toBe(201);
  expect(await head("team/app", digest)).toBe(404);
  grow();
  // With the layer that the manifest leaves out.
  expect((await collect()).blobs).toBe(2);
  expect(await isStored(digest)).toBe(false);
});

test("content without a row goes once it is older than any push", async () => {
  const bytes = testBytes(500, 6);
  const { digest } = await pushBlob(registry, "team/app", testBytes(10));
  await registry.deps.links.write(blobPath(digestOf(bytes)), bytes);
  const state = await registry.deps.content.begin();
  await (await registry.deps.content.append(state, 0)).end();
  const inventory = (options: CollectOptions = {}) =>
    takeInventory({ ...registry.deps, clock: () => new Date(Date.now() + 25 * HOUR) }, options);
  expect(await takeInventory(registry.deps)).toEqual({ blobs: 0, bytes: 0 });
  expect(await inventory({ dryRun: true })).toEqual({ blobs: 2, bytes: 500 });
  expect(await inventory()).toEqual({ blobs: 2, bytes: 500 });
  expect([await isStored(digest), await isStored(digestOf(bytes))]).toEqual([true, false]);
  expect(await registry.deps.content.size(state.key)).toBeUndefined();
});

test("collecting garbage stops when its signal is aborted", async () => {
  await pushBlob(registry, "team/app", testBytes(10));
  grow();
  const signal = AbortSignal.abort();
  expect(await collect({ signal })).toEqual({ links: 0, blobs: 0, bytes: 0 });
});

/** As skopeo and docker do it: blobs that are there are not sent again, others' are mounted. */
async function pushLikeClients(name: string, from: string, seeds: number[]): Promise<string[]> {
  const described = [];
  for (const seed of seeds) {
    const bytes = testBytes(1000 + seed, seed);
    const digest = digestOf(bytes);
    described.push({ mediaType: MEDIA_TYPE.ociLayer, digest, size: bytes.byteLength });
    if ((await head(name, digest)) === 200) continue;
    const mount = await registry.call("POST", `/v2/${name}/blobs/uploads/?mount=${digest}&from=${from}`);
    if (mount.status !== 201) await pushBlob(registry, name, bytes);
  }
  const [config, ...layers] = described;
  const content = JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociManifest,
    config: { ...config, mediaType: MEDIA_TYPE.ociConfig },
    layers,
  });
  const answer = await putManifest(registry, name, "v1", content);
  expect([answer.status, await answer.text()]).toEqual([201, ""]);
  return [digestOf(content), ...described.map(({ digest }) => digest)];
}

test("nothing that was acknowledged is lost while clients push", { timeout: 60_000 }, async () => {
  const names = ["team/a", "team/b", "ops/c"];
  let removed = 0;
  for (let round = 0; round < 15; round++) {
    const seeds = [0, 1, 2, 3, 4, 5].map((seed) => seed + round);
    const pushes = names.map((name, at) =>
      pushLikeClients(name, names[(at + 1) % 3] ?? "", at === 0 ? seeds.toReversed() : seeds),
    );
    const collecting = async () => {
      for (let run = 0; run < 3; run++) removed += (await collect()).blobs;
    };
    const [digests] = await Promise.all([Promise.all(pushes), collecting()]);
    await followTables(registry.deps);
    for (const [at, [manifest, ...blobs]] of digests.entries()) {
      for (const digest of blobs) {
        expect(await head(names[at] ?? "", digest)).toBe(200);
        expect(await isStored(digest)).toBe(true);
      }
      expect(await isStored(manifest ?? "")).toBe(true);
      await registry.call("DELETE", `/v2/${names[at]}/manifests/${manifest}`);
    }
    grow();
  }
  expect(removed).toBeGreaterThan(0);
});
