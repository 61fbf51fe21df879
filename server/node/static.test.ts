import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { createApp } from "../app.ts";
import { handlers } from "../handlers.ts";
import type { App } from "../http-env.ts";
import { consolePages } from "./static.ts";

let parent: string;
let service: TestService;
let app: App;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "swr-pages-"));
  const folder = join(parent, "dist");
  await mkdir(join(folder, "assets"), { recursive: true });
  await writeFile(join(parent, "secret.txt"), "secret");
  await writeFile(join(folder, "index.html"), "<!doctype html>page");
  await writeFile(join(folder, "favicon.svg"), "<svg/>");
  await writeFile(join(folder, "assets", "main-1a2b.js"), "plain");
  await writeFile(join(folder, "assets", "main-1a2b.js.br"), "as brotli");
  service = await createTestService();
  app = createApp(service.deps, { handlers, pages: consolePages(folder) });
});
afterEach(async () => {
  await service.close();
  await rm(parent, { recursive: true });
});

const HTML = { Accept: "text/html,application/xhtml+xml" };

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await app.request(path, { headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

test("every page of the console is index.html, asked for afresh each time", async () => {
  for (const path of ["/", "/images/team/web?tab=tags", "/organizations"]) {
    const { status, text, headers } = await get(path, HTML);
    expect([path, status, text]).toEqual([path, 200, "<!doctype html>page"]);
    expect(headers.get("Cache-Control")).toBe("no-cache");
    expect(headers.get("Content-Type")).toMatch(/^text\/html/);
    expect(headers.get("Content-Security-Policy")).toContain("script-src 'self';");
    expect(headers.get("X-Request-Id")).not.toBeNull();
  }
});

test("files with a hash in their name are kept for good, compressed where that is understood", async () => {
  const plain = await get("/assets/main-1a2b.js");
  expect(plain.text).toBe("plain");
  expect(plain.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  const compressed = await get("/assets/main-1a2b.js", { "Accept-Encoding": "gzip, br" });
  expect(compressed.text).toBe("as brotli");
  expect(compressed.headers.get("Content-Encoding")).toBe("br");
  expect(compressed.headers.get("Content-Type")).toMatch(/^text\/javascript/);
  expect(compressed.headers.get("Vary")).toContain("Accept-Encoding");
});

test("other files are asked for afresh", async () => {
  expect((await get("/favicon.svg")).headers.get("Cache-Control")).toBe("no-cache");
});

test("a missing file is not a page, nor is anything of the API", async () => {
  for (const path of ["/assets/gone-1a2b.js", "/api/nothing", "/v3/nothing"]) {
    const { status, text } = await get(path, HTML);
    expect([path, status]).toEqual([path, 404]);
    expect(text).not.toContain("page");
  }
  expect((await get("/logo.png")).status).toBe(404);
  expect((await get("/v2/team/web/tags/list", HTML)).status).toBe(401);
});

test("nothing outside the folder is served", async () => {
  for (const path of [
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/assets/..%5c..%5csecret.txt",
    "//secret.txt",
  ]) {
    const { status, text } = await get(path);
    expect([path, status]).toEqual([path, 404]);
    expect(text).not.toBe("secret");
  }
});

test("without a build there are no pages", () => {
  expect(consolePages(join(parent, "nowhere"))).toBeUndefined();
});
