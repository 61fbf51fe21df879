/** A disk that is full, and one that is read-only: real ones, as a small tmpfs over the registry's folder. */
import { execFileSync, spawnSync } from "node:child_process";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  digestOf,
  pushBlob,
  startTestRegistry,
  type TestRegistry,
  testBytes,
} from "../../tests/support/registry.ts";
import { asStorageError } from "../node/storage-error.ts";

let registry: TestRegistry;
let isMounted = false;
beforeEach(async () => {
  registry = await startTestRegistry();
  isMounted = mount("-t", "tmpfs", "-o", "size=4m", "tmpfs", registry.storageFolder);
});
afterEach(async () => {
  // Lazily: a file that was just served may not be closed yet.
  if (isMounted) execFileSync("umount", ["--lazy", registry.storageFolder]);
  await registry.close();
});

function mount(...args: string[]): boolean {
  return spawnSync("mount", args).status === 0;
}

const remount = (option: string) => mount("-o", `remount,${option}`, registry.storageFolder);

async function failure(response: Response) {
  return { status: response.status, ...(await response.json()).errors[0] };
}

describe("a real disk", () => {
  test("when full ends a push with 507; with room again the upload goes on where it stood", async ({
    skip,
  }) => {
    skip(!isMounted, "mounting a tmpfs is not permitted here");
    const bytes = testBytes(6_000_000);
    const start = await registry.call("POST", "/v2/team/app/blobs/uploads/");
    const location = start.headers.get("location") ?? "";
    expect(await failure(await registry.call("PATCH", location, { body: bytes }))).toEqual({
      status: 507,
      code: "UNAVAILABLE",
      message: "the disk is full",
    });
    const range = (await registry.call("GET", location)).headers.get("range") ?? "";
    const received = Number(range.split("-")[1]) + 1;
    expect(received).toBeGreaterThan(1_000_000);
    expect(received).toBeLessThan(bytes.byteLength);

    expect(remount("size=16m")).toBe(true);
    const digest = digestOf(bytes);
    const body = bytes.slice(received);
    expect((await registry.call("PUT", `${location}?digest=${digest}`, { body })).status).toBe(201);
    const blob = await registry.call("GET", `/v2/team/app/blobs/${digest}`);
    expect(digestOf(new Uint8Array(await blob.arrayBuffer()))).toBe(digest);
  });

  test("when read-only refuses a push, and serves what is there", async ({ skip }) => {
    skip(!isMounted, "mounting a tmpfs is not permitted here");
    const { digest } = await pushBlob(registry, "team/app", testBytes(100));
    expect(remount("ro")).toBe(true);
    const body = testBytes(200);
    const path = `/v2/team/app/blobs/uploads/?digest=${digestOf(body)}`;
    const refused = await registry.call("POST", path, { body });
    expect(await failure(refused)).toMatchObject({ status: 507, message: "the disk is read-only" });
    expect((await fetch(`${registry.origin}/healthz`)).status).toBe(507);
    for (const method of ["HEAD", "GET"]) {
      const blob = await registry.call(method, `/v2/team/app/blobs/${digest}`);
      expect([blob.status, (await blob.arrayBuffer()).byteLength]).toEqual([200, method === "GET" ? 100 : 0]);
    }
  });
});

test("full tables fail a call of the management API with SWR's code, and change nothing", async () => {
  const { db } = registry.deps;
  const headers = { ...(await registry.token()), "Content-Type": "application/json" };
  const create = (namespace: string) =>
    registry.app.request("/v2/manage/namespaces", {
      method: "POST",
      headers,
      body: JSON.stringify({ namespace }),
    });
  // No room for another page; SQLite raises the number to what is in use.
  await sql`pragma max_page_count = 1`.execute(db);
  const names = Array.from({ length: 500 }, (_, at) => `${"n".repeat(40)}-${at}`);
  let refused: Response | undefined;
  for (const name of names) {
    const answer = await create(name);
    if (answer.status === 201) continue;
    refused = answer;
    break;
  }
  expect(refused?.status).toBe(507);
  expect(await refused?.json()).toMatchObject({
    error_code: "SVCSTG.SWR.5070070",
    error_msg: "the storage is not available: the disk is full",
  });
  await sql`pragma max_page_count = 100000`.execute(db);
  expect((await create("room-again")).status).toBe(201);
});

test.each([
  [{ code: "ENOSPC" }, "the disk is full"],
  [{ code: "EDQUOT" }, "the disk is full"],
  [{ code: "ERR_SQLITE_ERROR", errcode: 13 }, "the disk is full"],
  [{ code: "EROFS" }, "the disk is read-only"],
  [{ code: "EACCES" }, "the disk is read-only"],
  [{ code: "ERR_SQLITE_ERROR", errcode: 1032 }, "the disk is read-only"],
])("%o is: %s", (fields, message) => {
  expect(asStorageError(Object.assign(new Error(), fields))).toMatchObject({ name: "StorageError", message });
});

test("any other error is itself", () => {
  const error = Object.assign(new Error(), { code: "ENOENT" });
  expect(asStorageError(error)).toBe(error);
});
