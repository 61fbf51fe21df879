/** What an organization's quota lets in, and in which words it stops the rest. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
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

const MB = 1024 ** 2;
const USED_UP = "403 DENIED";

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startTestRegistry();
});
afterAll(() => registry.close());

/** Each test has organizations of its own. */
let count = 0;
let team: string;
beforeEach(async () => {
  count += 1;
  team = `team${count}`;
  await registry.createOrganization(team);
});

async function setQuota(quota_bytes: number | null) {
  await registry.deps.db.updateTable("organizations").set({ quota_bytes }).where("name", "=", team).execute();
}

async function storedBytes(): Promise<number> {
  const row = registry.deps.db.selectFrom("organizations").select("stored_bytes").where("name", "=", team);
  return (await row.executeTakeFirstOrThrow()).stored_bytes;
}

/** A quota that what is stored uses up but for so many bytes. */
const leave = async (bytes: number) => setQuota((await storedBytes()) + bytes);

async function pushImage(image: string, seeds: number[]) {
  const manifest = await prepareManifest(registry, `${team}/${image}`, seeds);
  expect(await outcome(putManifest(registry, `${team}/${image}`, "v1", manifest.content))).toBe("201");
  return manifest;
}

const startUpload = (query = "", body?: Uint8Array<ArrayBuffer>) =>
  registry.call("POST", `/v2/${team}/app/blobs/uploads/${query}`, body && { body });
const begin = async () => (await startUpload()).headers.get("location") ?? "";
const patch = (location: string, body: BodyInit) =>
  registry.call("PATCH", location, { body, duplex: "half" } as RequestInit);

test("once it is used up no upload starts, in words that name organization and quota", async () => {
  await pushImage("app", [1]);
  await setQuota(10 * MB);
  expect(await outcome(startUpload())).toBe("202");
  await registry.deps.db
    .updateTable("images")
    .set({ size: 10 * MB })
    .execute();
  const answer = await startUpload();
  const { errors } = (await answer.json()) as { errors: { code: string; message: string }[] };
  const message = `organization ${team}: quota of 0.01 GB used up: delete images or have it raised`;
  expect([answer.status, errors]).toEqual([403, [{ code: "DENIED", message }]]);
  await setQuota(null);
  expect(await outcome(startUpload())).toBe("202");
});

test("a layer that says its size is refused before it is read, another where it passes what is left", async () => {
  await setQuota(2 * MB);
  expect(await outcome(startUpload(`?digest=${digestOf("x")}`, testBytes(2 * MB + 1)))).toBe(USED_UP);
  const location = await begin();
  expect(await outcome(patch(location, testBytes(2 * MB + 1)))).toBe(USED_UP);

  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(testBytes(MB)),
  });
  expect(await outcome(patch(location, endless))).toBe(USED_UP);
  // What fitted stays, so that the upload goes on once there is room.
  const kept = Number((await registry.call("GET", location)).headers.get("range")?.split("-")[1]) + 1;
  expect(kept).toBeLessThanOrEqual(2 * MB);
  const bytes = testBytes(3 * MB);
  await setQuota(3 * MB);
  const again = await begin();
  expect(await outcome(patch(again, bytes.slice(0, MB)))).toBe("202");
  const end = { body: bytes.slice(MB) };
  expect(await outcome(registry.call("PUT", `${again}?digest=${digestOf(bytes)}`, end))).toBe("201");
});

test("bytes that no manifest names use nothing up", async () => {
  await setQuota(3 * MB);
  await pushBlob(registry, `${team}/app`, testBytes(2.9 * MB));
  await patch(await begin(), testBytes(2.9 * MB, 2));
  expect(await storedBytes()).toBe(0);
  const { size } = await pushBlob(registry, `${team}/other`, testBytes(2 * MB, 3));
  const { layers } = await pushImage("other", [5]);
  expect(size).toBe(2 * MB);
  expect(await storedBytes()).toBeGreaterThan(layers[0]?.size ?? 0);
});

test("the manifest decides: of pushes that raced the one that no longer fits is undone", async () => {
  const first = await prepareManifest(registry, `${team}/a`, [50]);
  const second = await prepareManifest(registry, `${team}/b`, [60]);
  const sizes = [first, second].map(
    ({ config, layers, content }) => config.size + (layers[0]?.size ?? 0) + content.length,
  );
  await setQuota(Math.max(...sizes));
  const both = await Promise.all([
    outcome(putManifest(registry, `${team}/a`, "v1", first.content)),
    outcome(putManifest(registry, `${team}/b`, "v1", second.content)),
  ]);
  expect(both.sort()).toEqual(["201", USED_UP]);
  expect(sizes).toContain(await storedBytes());
  const images = registry.deps.db.selectFrom("images").where("name", "in", ["a", "b"]);
  expect(await images.selectAll().execute()).toHaveLength(1);
});

test("manifests take room as layers do, until they go", async () => {
  const { config, content, layers } = await pushImage("app", [8]);
  const first = config.size + (layers[0]?.size ?? 0) + content.length;
  expect(await storedBytes()).toBe(first);
  const long = JSON.stringify({ ...JSON.parse(content), annotations: { é: "x".repeat(100_000) } });
  const push = () => outcome(putManifest(registry, `${team}/app`, "long", long));
  const bytes = new TextEncoder().encode(long).length;
  await leave(bytes - 1);
  expect(await push()).toBe(USED_UP);
  await leave(bytes);
  expect(await push()).toBe("201");
  expect(await storedBytes()).toBe(first + bytes);
  await registry.call("DELETE", `/v2/${team}/app/manifests/${digestOf(long)}`);
  expect(await storedBytes()).toBe(first);
  await pushImage("other", [8]);
  for (const image of ["app", "other"]) {
    await registry.call("DELETE", `/v2/manage/namespaces/${team}/repos/${image}`, {
      headers: await registry.token(),
    });
  }
  expect(await storedBytes()).toBe(0);
});

test("what adds nothing goes in: a second tag, the same manifest again, a layer that is there", async () => {
  const { content, layers } = await pushImage("app", [7]);
  await leave(0);
  expect(await outcome(putManifest(registry, `${team}/app`, "v2", content))).toBe("201");
  const token = await registry.token();
  const copied = await registry.app.request(`/v2/manage/namespaces/${team}/repos/app/tags`, {
    method: "POST",
    headers: token,
    body: JSON.stringify({ source_tag: "v1", destination_tag: "v3" }),
  });
  expect(copied.status).toBe(201);
  const mount = `?mount=${layers[0]?.digest}&from=${team}/app`;
  expect(await outcome(startUpload(mount))).toBe("201");
});

test("a mount counts as what it shows does", async () => {
  const { digest, size } = await pushBlob(registry, "team/source", testBytes(MB));
  const mount = () => outcome(startUpload(`?mount=${digest}&from=team/source`));
  await setQuota(size - 1);
  expect(await mount()).toBe(USED_UP);
  await setQuota(size);
  expect(await mount()).toBe("201");
});

test("below what is stored it keeps what is there, which can be pulled and deleted", async () => {
  await pushImage("app", [8]);
  await setQuota(1);
  expect(await outcome(startUpload())).toBe(USED_UP);
  const path = `/v2/${team}/app/manifests/v1`;
  expect(await outcome(registry.call("GET", path))).toMatch(/^200/);
  expect(await outcome(registry.call("DELETE", path))).toBe("202");
});
