import { afterEach, beforeEach, expect, test } from "vitest";
import type { Untagged } from "../../core/console-operations/untagged.ts";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import {
  failFrom,
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { reconcileFiles } from "../content/reconcile.ts";
import { enqueue } from "../jobs/queue.ts";
import { createJobRunner } from "../jobs/runner.ts";
import { untaggedRemoval } from "./run.ts";

const NAME = "team/web";
const DAY = 24 * 60 * 60 * 1000;

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
  // The clock is moved by weeks.
  await registry.deps.db.updateTable("login_keys").set({ expires_at: "9999-12-31T00:00:00.000Z" }).execute();
});
afterEach(() => registry.close());

const show = async () => {
  const answer = await registry.call("GET", "/api/images/team/web/untagged", {
    headers: await registry.signIn(),
  });
  return (await answer.json()) as Untagged;
};
const status = async (reference: string) =>
  (await registry.call("GET", `/v2/${NAME}/manifests/${reference}`)).status;
const untag = (reference: string) => registry.call("DELETE", `/v2/${NAME}/manifests/${reference}`);

async function runJob(): Promise<void> {
  await enqueue(registry.deps, { kind: untaggedRemoval.name, key: "" });
  const runner = createJobRunner(registry.deps, [untaggedRemoval]);
  await runner.tick();
  await runner.idle();
}

async function push(reference: string, seed: number, fields = {}) {
  const manifest = await prepareManifest(registry, NAME, [seed], fields);
  const target = reference === "" ? manifest.digest : reference;
  expect((await putManifest(registry, NAME, target, manifest.content)).status).toBe(201);
  const { digest, content } = manifest;
  return { mediaType: MEDIA_TYPE.ociManifest, digest, size: content.length, content };
}

async function pushIndex(tag: string, ...listed: Awaited<ReturnType<typeof push>>[]) {
  const manifests = listed.map(({ content: _, ...descriptor }) => descriptor);
  const content = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests });
  expect((await putManifest(registry, NAME, tag, content, MEDIA_TYPE.ociIndex)).status).toBe(201);
}

test("a manifest that lost its tag is deleted after its grace, to the second, and the image shrinks", async () => {
  const first = await push("latest", 1);
  registry.advance(DAY);
  const { digest } = await push("latest", 2);
  const since = registry.deps.clock().getTime();
  const goes = new Date(since + 7 * DAY).toISOString();
  const told = { manifests: 1, is_more: false, days: 7, first_at: goes, last_at: goes };
  // A layer and a config of its own.
  expect(await show()).toEqual({ ...told, bytes: 101 + '{"seeds":[1]}'.length });
  const before = await registry.deps.db.selectFrom("images").selectAll().executeTakeFirstOrThrow();
  registry.advance(7 * DAY - 1);
  await runJob();
  expect(await status(first.digest)).toBe(200);
  registry.advance(1);
  await runJob();
  expect([await status(first.digest), await status(digest)]).toEqual([404, 200]);
  expect(await show()).toMatchObject({ manifests: 0, bytes: 0, first_at: null, last_at: null });
  const after = await registry.deps.db.selectFrom("images").selectAll().executeTakeFirstOrThrow();
  expect(after).toEqual({
    ...before,
    size: 102 + '{"seeds":[2]}'.length,
    download_count: expect.any(Number),
  });
});

test("an index keeps its platforms, whatever other tag of theirs goes", async () => {
  const [amd64, arm64] = [await push("3f2a", 1), await push("", 2)];
  await pushIndex("dev", amd64, arm64);
  await untag("3f2a");
  registry.advance(30 * DAY);
  await runJob();
  expect([await status("dev"), await status(amd64.digest), await status(arm64.digest)]).toEqual([
    200, 200, 200,
  ]);
  await untag("dev");
  registry.advance(7 * DAY);
  await runJob();
  expect([await status(amd64.digest), await status(arm64.digest)]).toEqual([404, 404]);
});

test("what is tagged again within its grace stays, with what is about it", async () => {
  const image = await push("v1", 1);
  const { content: _, ...subject } = image;
  const signature = await push("", 2, { subject });
  registry.advance(30 * DAY);
  await runJob();
  expect(await status(signature.digest)).toBe(200);
  await untag("v1");
  registry.advance(6 * DAY);
  expect((await putManifest(registry, NAME, "v2", image.content)).status).toBe(201);
  registry.advance(2 * DAY);
  await runJob();
  expect([await status("v2"), await status(signature.digest)]).toEqual([200, 200]);
});

test("a tag that comes while the job runs keeps what it points at", async () => {
  const images = [];
  for (let seed = 1; seed <= 6; seed++) images.push(await push("", seed));
  registry.advance(7 * DAY);
  const [running] = await Promise.all([
    runJob(),
    ...images.map(({ content }, at) =>
      at % 2 === 0 ? putManifest(registry, NAME, `t${at}`, content) : undefined,
    ),
  ]);
  expect(running).toBeUndefined();
  for (const [at, { digest }] of images.entries())
    expect(await status(digest)).toBe(at % 2 === 0 ? 200 : 404);
});

test.each([0, 1, 2])("removal cut at change %i of files goes on at the next start", async (step) => {
  const gone = [await push("", 1), await push("", 2)];
  registry.advance(7 * DAY);
  failFrom(registry.deps, step);
  await runJob();
  registry.restart();
  await reconcileFiles(registry.deps);
  await runJob();
  for (const { digest } of gone) expect(await status(digest)).toBe(404);
  expect(await registry.deps.db.selectFrom("file_changes").selectAll().execute()).toEqual([]);
  const { size } = await registry.deps.db.selectFrom("images").select("size").executeTakeFirstOrThrow();
  expect(size).toBe(0);
});

test("with 0 days nothing is deleted, and the image says so", async () => {
  registry.deps.config.untaggedDays = 0;
  const { digest } = await push("", 1);
  registry.advance(1000 * DAY);
  await runJob();
  expect(await status(digest)).toBe(200);
  expect(await show()).toMatchObject({ manifests: 1, days: 0, first_at: null, last_at: null });
});
