import { once } from "node:events";
import { mkdtemp, readdir, readlink, rm, truncate, writeFile } from "node:fs/promises";
import { get, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testBytes } from "../../tests/support/registry.ts";
import { fileStream } from "./file-body.ts";
import { addressOf, close, listen } from "./http.ts";

/** More than the sockets between the two ends hold. */
const content = testBytes(30_000_000);
let folder: string;
let path: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swr-body-"));
  path = join(folder, "content");
  await writeFile(path, content);
  server = await listen(answer, { host: "127.0.0.1", port: 0, trustProxy: false });
});
afterAll(async () => {
  await close(server, 0);
  await rm(folder, { recursive: true });
});

/** `/part?0-9` announces and sends these bytes of the file, `/missing` a file that is not there. */
function answer(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  const [start = 0, end = content.length - 1] = search.slice(1).split("-").filter(Boolean).map(Number);
  const body = fileStream(pathname === "/missing" ? join(folder, "none") : path, { start, end });
  return new Response(body, { headers: { "content-length": String(end - start + 1), "x-own": "kept" } });
}

async function ask(target: string): Promise<IncomingMessage> {
  const [response] = await once(get(`${addressOf(server)}${target}`, { agent: false }), "response");
  return response;
}

/** File descriptors of this process that are the file. */
async function opened(): Promise<number> {
  const fds = await readdir("/proc/self/fd");
  const targets = await Promise.all(fds.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")));
  return targets.filter((target) => target === path).length;
}

test.each([
  [0, content.length - 1],
  [0, 0],
  [1, 524_288],
  [524_287, 1_572_864],
  [29_999_999, 29_999_999],
])("bytes %i to %i arrive, with the response's own headers", async (start, end) => {
  const response = await ask(`/part?${start}-${end}`);
  expect(response.headers).toMatchObject({ "content-length": String(end - start + 1), "x-own": "kept" });
  expect((await buffer(response)).equals(content.subarray(start, end + 1))).toBe(true);
  await vi.waitFor(async () => expect(await opened()).toBe(0));
});

test("slow readers get the whole file, several at once", async () => {
  const responses = await Promise.all([ask("/part"), ask("/part"), ask("/part")]);
  for (const response of responses) expect((await buffer(response)).equals(content)).toBe(true);
});

test.skipIf(process.platform !== "linux")("whoever hangs up leaves no file open", async () => {
  const response = await ask("/part");
  await once(response, "readable");
  expect(await opened()).toBe(1);
  response.destroy();
  await vi.waitFor(async () => expect(await opened()).toBe(0));
});

test("a missing file is an error, not an empty body", async () => {
  expect((await ask("/missing")).statusCode).toBe(500);
});

test("a file shorter than promised cuts the connection", async () => {
  await truncate(path, 1000);
  const response = await ask("/part");
  await expect(buffer(response)).rejects.toThrow("aborted");
  await writeFile(path, content);
});
