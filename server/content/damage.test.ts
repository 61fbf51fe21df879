/** Content that a disk or a person damaged: clients are not served it, can mend it, and operators find it. */
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
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
import { type Damage, findDamage } from "./find-damage.ts";
import { blobPath } from "./layout.ts";
import { followTables } from "./link-files.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

const fileOf = (digest: string) => join(registry.storageFolder, blobPath(digest));

async function damage(): Promise<Damage[]> {
  const found: Damage[] = [];
  for await (const one of findDamage(registry.deps)) found.push(one);
  return found;
}

async function served(name: string, digest: string): Promise<string> {
  const answer = await registry.call("GET", `/v2/${name}/blobs/${digest}`);
  return answer.status === 200 ? digestOf(new Uint8Array(await answer.arrayBuffer())) : await outcome(answer);
}

test.each([0, 100, 400])(
  "a layer of 300 bytes cut or grown to %i is not there until it is pushed again",
  async (bytes) => {
    const layer = testBytes(300, 3);
    const { digest } = await pushBlob(registry, "team/app", layer);
    await pushBlob(registry, "ops/app", layer);
    await truncate(fileOf(digest), bytes);
    for (const name of ["team/app", "ops/app"]) {
      expect(await served(name, digest)).toBe("404 BLOB_UNKNOWN");
      expect((await registry.call("HEAD", `/v2/${name}/blobs/${digest}`)).status).toBe(404);
    }
    const mount = `/v2/ops/more/blobs/uploads/?mount=${digest}&from=team/app`;
    expect((await registry.call("POST", mount)).status).toBe(202);
    await pushBlob(registry, "ops/more", layer);
    for (const name of ["team/app", "ops/app", "ops/more"]) expect(await served(name, digest)).toBe(digest);
  },
);

test("a manifest that names a damaged layer waits until it is whole", async () => {
  const { content, layers } = await prepareManifest(registry, "team/app", [1]);
  const digest = layers[0]?.digest ?? "";
  await truncate(fileOf(digest), 0);
  expect(await outcome(putManifest(registry, "team/app", "v1", content))).toBe("404 MANIFEST_BLOB_UNKNOWN");
  await pushBlob(registry, "team/app", testBytes(101, 1));
  expect(await outcome(putManifest(registry, "team/app", "v1", content))).toBe("201");
});

test("a push that ends right leaves the right bytes, also where others of the same size lay", async () => {
  const layer = testBytes(300, 3);
  const { digest } = await pushBlob(registry, "team/app", layer);
  await writeFile(fileOf(digest), testBytes(300, 4));
  await pushBlob(registry, "ops/app", layer);
  expect(await served("team/app", digest)).toBe(digest);
});

test("all is read to find damage, and the images that name it are told", async () => {
  const { content, config, layers, digest } = await prepareManifest(registry, "team/app", [1, 2]);
  await putManifest(registry, "team/app", "v1", content);
  await prepareManifest(registry, "ops/other", [1]);
  await pushBlob(registry, "ops/never-tagged", testBytes(300, 3));
  // Manifests lie in the tables; their files follow.
  expect(await damage()).toEqual([]);
  await followTables(registry.deps);
  expect(await damage()).toEqual([]);

  const [cut, changed] = layers.map((layer) => layer.digest) as [string, string];
  await truncate(fileOf(cut), 0);
  await writeFile(fileOf(changed), testBytes(102, 9));
  await registry.deps.links.remove(blobPath(config.digest));
  await writeFile(fileOf(digest), "");
  const found = await damage();
  expect(
    new Map(found.map(({ digest, problem, repositories }) => [digest, `${problem}: ${repositories}`])),
  ).toEqual(
    new Map([
      [cut, "0 bytes instead of 101: ops/other,team/app"],
      [changed, "the content is another: team/app"],
      [config.digest, "missing: team/app"],
      [digest, `0 bytes instead of ${content.length}: team/app`],
    ]),
  );
});
