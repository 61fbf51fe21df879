/** The page's stores and the Worker's inside, joined as in the browser, against the real service. */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MEDIA_TYPE } from "../core/media-types.ts";
import { createRegistryClient } from "../core/registry-client/client.ts";
import { wait } from "../core/registry-client/retry.ts";
import type { TransportRequest } from "../core/registry-client/transport.ts";
import { createDraftStore } from "../src/features/upload/draft-store.ts";
import type { ToWorker } from "../src/features/upload/messages.ts";
import { createUploadService } from "../src/features/upload/upload-service.ts";
import { createUploadStore } from "../src/features/upload/upload-store.ts";
import { nodeTransport } from "./node-transport.ts";
import { dockerArchive, tar } from "./support/archives.ts";
import { startTestRegistry, type TestRegistry, testBytes } from "./support/registry.ts";

const limits = { maxFiles: 10, maxArchiveBytes: null };
const layers = [testBytes(2_000_000), testBytes(1000, 2)];
const archive = tar(...dockerArchive(layers, ["team/app:1"]));

let registry: TestRegistry;
let session: Record<string, string>;
beforeAll(async () => {
  registry = await startTestRegistry();
});
afterAll(() => registry.close());
beforeEach(async () => {
  session = await registry.signIn();
});

function setUp(onRequest: (request: TransportRequest<Blob>) => void = () => undefined) {
  const transport = nodeTransport({ origin: registry.origin, headers: () => session });
  const client = createRegistryClient<Blob>((request) => {
    onRequest(request);
    return transport.send(request);
  }, "/api/registry/v2");
  const send = (message: ToWorker) => queueMicrotask(() => worker(message));
  const drafts = createDraftStore(send);
  const uploads = createUploadStore({
    send,
    signInAgain: async () => {
      session = await registry.signIn();
    },
    onCompleted: () => undefined,
    now: () => performance.now(),
  });
  const worker = createUploadService({
    client,
    wait: (ms, signal) => wait(ms / 20, signal),
    now: () => performance.now(),
    post: (message) => {
      drafts.receive(message);
      uploads.receive(message);
    },
  });

  async function choose(image: string, ...contents: Uint8Array<ArrayBuffer>[]): Promise<void> {
    drafts.add(
      contents.map((content, at) => new File([content], `${at}.tar`)),
      limits,
    );
    await expect.poll(() => drafts.get().files.map(({ state }) => state.kind)).not.toContain("reading");
    for (const [at, { id }] of drafts.get().files.entries()) drafts.rename(id, 0, 0, { image, tag: `${at}` });
    uploads.add(drafts.take().map((file) => ({ ...file, organization: "team" })));
  }
  const states = () => uploads.get().uploads.map(({ state }) => state.kind);
  return { uploads, choose, states, log: transport.log };
}

const manifest = (name: string, tag: string) =>
  registry.call("GET", `/v2/team/${name}/manifests/${tag}`, { headers: { accept: MEDIA_TYPE.ociManifest } });

test("files go one after another, plain and compressed, and the second sends nothing", async () => {
  const { uploads, choose, states } = setUp();
  await choose("queue", archive, Uint8Array.from(gzipSync(archive)));
  await expect.poll(states, { timeout: 10_000 }).toEqual(["done", "done"]);
  const [first, second] = uploads.get().uploads.map(({ progress }) => progress);
  expect(first?.layers.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(second).toMatchObject({ sentBytes: 0, layers: [{ state: "known" }, { state: "known" }] });
  for (const tag of ["0", "1"]) expect((await manifest("queue", tag)).status).toBe(200);
});

test("a layer that another image of the organization got is mounted", async () => {
  const { uploads, choose, states, log } = setUp();
  await choose("mounted", archive);
  await expect.poll(states, { timeout: 10_000 }).toEqual(["done"]);
  log.length = 0;
  await choose("mounted/too", archive);
  await expect.poll(states, { timeout: 10_000 }).toEqual(["done", "done"]);
  expect(log.filter((line) => line.startsWith("PATCH"))).toEqual([]);
  expect(uploads.get().uploads[1]?.progress?.sentBytes).toBe(0);
});

test("a pause stops it at once, and it goes on from there", async () => {
  const { uploads, choose, states } = setUp(({ method }) => {
    if (method === "PUT" && !paused) {
      paused = true;
      uploads.pause();
    }
  });
  let paused = false;
  await choose("paused", archive);
  await expect.poll(() => uploads.get().paused, { timeout: 10_000 }).toBe(true);
  expect(states()).toEqual(["queued"]);
  uploads.resume();
  await expect.poll(states, { timeout: 10_000 }).toEqual(["done"]);
  expect((await manifest("paused", "0")).status).toBe(200);
});

test("a session that ends is renewed on the way", async () => {
  const { choose, states } = setUp(({ method }) => {
    if (method !== "PATCH" || ended) return;
    ended = true;
    session = { ...session, Cookie: "swr_session=ended" };
  });
  let ended = false;
  await choose("renewed", archive);
  await expect.poll(states, { timeout: 10_000 }).toEqual(["done"]);
  expect(ended).toBe(true);
});

test("cancelling leaves nothing behind", async () => {
  const { uploads, choose, log } = setUp(({ method }) => {
    if (method === "PATCH") for (const { id } of uploads.get().uploads) uploads.remove(id);
  });
  await choose("cancelled", archive);
  const open = () => registry.deps.db.selectFrom("uploads").selectAll().execute();
  await expect.poll(() => log.some((line) => line.startsWith("DELETE")), { timeout: 10_000 }).toBe(true);
  await expect.poll(open, { timeout: 10_000 }).toEqual([]);
  expect(uploads.get().uploads).toEqual([]);
  expect((await manifest("cancelled", "0")).status).toBe(404);
});
