import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  digestOf,
  failFrom,
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
import { blobPath, UPLOADS } from "./layout.ts";
import { followTables } from "./link-files.ts";
import { reconcileFiles } from "./reconcile.ts";
import { removeStaleUploads } from "./stale-uploads.ts";
import { appendToUpload, startUpload, uploadSize } from "./uploads.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

const STEPS = [0, 1, 2, 3, 4, 5, 6];
const repository = "docker/registry/v2/repositories/team/app";

/** Runs the work, and has the files follow, on a storage that dies at its n-th change; then the service starts again. */
async function crashDuring(step: number, work: () => Promise<unknown>): Promise<void> {
  failFrom(registry.deps, step);
  await work();
  await followTables(registry.deps).catch(() => undefined);
  registry.restart();
  await reconcileFiles(registry.deps);
  await reconcileFiles(registry.deps);
}

/** Links below a folder of the repository, and what they hold. */
async function links(folder: string): Promise<Map<string, string>> {
  const root = join(registry.storageFolder, repository, folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (file: string) => [relative(root, file), await readFile(file, "utf8")] as const;
  return new Map(await Promise.all(files.map(read)));
}

async function expectAgreement(): Promise<void> {
  const { db, content: stored } = registry.deps;
  await followTables(registry.deps);
  expect(await db.selectFrom("file_changes").selectAll().execute()).toEqual([]);
  const manifests = await db.selectFrom("manifests").selectAll().execute();
  const tags = await db.selectFrom("tags").selectAll().execute();

  const had = await db.selectFrom("repository_blobs").select("digest").execute();
  expect([...(await links("_layers")).values()].sort()).toEqual(had.map(({ digest }) => digest).sort());
  const revisions = await links("_manifests/revisions");
  expect([...revisions.values()].sort()).toEqual(manifests.map(({ digest }) => digest).sort());
  for (const { digest, content } of manifests) {
    expect(await new Response(stored.read(blobPath(digest))).text()).toBe(content);
  }
  const tagLinks = [...(await links("_manifests/tags"))];
  const current = tagLinks.filter(([path]) => path.endsWith("/current/link"));
  expect(current.map(([path, digest]) => `${path.split("/")[0]} ${digest}`).sort()).toEqual(
    tags.map(({ name, digest }) => `${name} ${digest}`).sort(),
  );
  // The engine that may take over follows these too.
  const known = new Set(manifests.map(({ digest }) => digest));
  for (const [path, digest] of tagLinks) expect(known.has(digest), path).toBe(true);
  for (const [path, digest] of tagLinks.filter(([path]) => path.includes("/index/"))) {
    expect(path).toContain(`/index/sha256/${digest.slice(7)}/link`);
  }
}

async function push(tag: string, seeds: number[]): Promise<string> {
  const { content } = await prepareManifest(registry, "team/app", seeds);
  return outcome(putManifest(registry, "team/app", tag, content));
}

test("without a crash, files and tables agree", async () => {
  expect(await push("v1", [1])).toBe("201");
  expect(await push("v1", [2])).toBe("201");
  expect(await push("v2", [2])).toBe("201");
  await expectAgreement();
});

test.each(STEPS)("the first push, dead at step %i", async (step) => {
  const { content } = await prepareManifest(registry, "team/app", [1]);
  await crashDuring(step, () => outcome(putManifest(registry, "team/app", "v1", content)));
  await expectAgreement();
  expect(await registry.deps.db.selectFrom("images").select("id").execute()).toHaveLength(1);
});

test.each(STEPS)("a tag moved, dead at step %i", async (step) => {
  await push("v1", [1]);
  const { content, digest } = await prepareManifest(registry, "team/app", [2]);
  await crashDuring(step, () => outcome(putManifest(registry, "team/app", "v1", content)));
  await expectAgreement();
  const served = await registry.call("GET", "/v2/team/app/manifests/v1");
  expect(served.headers.get("docker-content-digest")).toBe(digest);
});

test.each(STEPS)("a manifest with two tags deleted, dead at step %i", async (step) => {
  const { content, digest } = await prepareManifest(registry, "team/app", [1]);
  await putManifest(registry, "team/app", "a", content);
  await putManifest(registry, "team/app", "b", content);
  await push("kept", [2]);
  await crashDuring(step, () => registry.call("DELETE", `/v2/team/app/manifests/${digest}`));
  await expectAgreement();
  expect(
    (await registry.deps.db.selectFrom("tags").select("name").execute()).map(({ name }) => name),
  ).toEqual(["kept"]);
});

test.each(STEPS)("an image deleted, dead at step %i", async (step) => {
  await push("v1", [1]);
  const { id } = await registry.deps.db.selectFrom("images").select("id").executeTakeFirstOrThrow();
  await crashDuring(step, () => deleteImage(jobContext(registry.deps, "test"), "team", { id, name: "app" }));
  await expectAgreement();
  expect((await links("")).size).toBe(0);
});

test.each(STEPS)("a layer committed, dead at step %i: it is whole or not there", async (step) => {
  const bytes = testBytes(1000, 40);
  const path = `/v2/team/app/blobs/${digestOf(bytes)}`;
  const pushed = () =>
    outcome(registry.call("POST", `/v2/team/app/blobs/uploads/?digest=${digestOf(bytes)}`, { body: bytes }));
  await crashDuring(step, pushed);
  // Move, then rows: only with both is it there.
  expect(await outcome(registry.call("HEAD", path))).toBe(step < 1 ? "404" : "200");
  await pushBlob(registry, "team/app", bytes);
  expect(Buffer.from(await (await registry.call("GET", path)).arrayBuffer()).equals(bytes)).toBe(true);
});

test("an upload nobody ended goes after a week, with its bytes", async () => {
  const begin = async (name: string) => {
    const upload = await startUpload(registry.deps, name, registry.admin.id, "sha256");
    await appendToUpload(registry.deps, upload, {
      body: new Blob([testBytes(10)]).stream(),
      bytes: 10,
      follows: () => true,
      room: 100,
    });
    return upload;
  };
  const old = await begin("team/a/b");
  registry.advance(6 * 86_400_000);
  const young = await begin("team/a");
  await removeStaleUploads(registry.deps);
  expect(await uploadSize(registry.deps, old)).toBe(10);
  registry.advance(86_400_000);
  await removeStaleUploads(registry.deps);
  expect(await uploadSize(registry.deps, old)).toBeUndefined();
  expect(await uploadSize(registry.deps, young)).toBe(10);
  expect(await readdir(join(registry.storageFolder, UPLOADS))).toHaveLength(1);
});
