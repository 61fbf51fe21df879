import { afterEach, beforeEach, expect, test } from "vitest";
import { versionOperations } from "../../core/operations/versions.ts";
import { startTestRegistry, type TestRegistry } from "../../tests/support/registry.ts";
import { createApp } from "../app.ts";
import { handlers } from "../handlers.ts";

let registry: TestRegistry;

beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

const get = (path: string, headers: Record<string, string> = {}) => registry.app.request(path, { headers });
/** What Chromium sends for a page. */
const PAGE = { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

test.each<Record<string, string>>([{}, { Accept: "*/*" }, { Accept: "application/json" }])(
  "the root lists the versions for %j",
  async (headers) => {
    const response = await get("/", headers);
    const { versions } = versionOperations.ListApiVersions.response.parse(await response.json());
    expect(versions.map(({ id, status, links }) => [id, status, links])).toEqual([
      ["v2", "CURRENT", { href: "http://localhost/v2", rel: "self" }],
      ["v3", "SUPPORTED", { href: "http://localhost/v3", rel: "self" }],
    ]);
    expect(response.headers.get("Vary")).toContain("Accept");
  },
);

test("a browser gets the console's page there", async () => {
  const app = createApp(registry.deps, { handlers, pages: async (c) => c.html("<title>console</title>") });
  expect(await (await app.request("/", { headers: PAGE })).text()).toContain("console");
  expect(await (await app.request("/", { headers: { Accept: "*/*" } })).text()).toContain("versions");
  expect(await (await app.request("/v1", { headers: PAGE })).text()).toContain("console");
});

test("each version shows itself, without a token", async () => {
  for (const [path, headers] of [
    ["/v3", {}],
    ["/v2", { Accept: "application/json" }],
    ["/v2", await registry.token()],
    ["/v2", { "X-Auth-Token": "expired" }],
    ["/v2", { Authorization: "SDK-HMAC-SHA256 Access=a, SignedHeaders=b, Signature=c" }],
  ] as const) {
    const response = await get(path, headers);
    const { version } = versionOperations.ShowApiVersion.response.parse(await response.json());
    expect(version).toMatchObject({ id: path.slice(1), links: { href: `http://localhost${path}` } });
  }
  for (const path of ["/v1", "/v4", "/v22"]) expect((await get(path)).status).toBe(404);
});

test("registry clients are answered by the registry, with the slash and without", async () => {
  for (const [path, headers] of [
    ["/v2/", {}],
    ["/v2/", { Accept: "application/json" }],
    ["/v2", {}],
    ["/v2", { Accept: "*/*" }],
  ] as const) {
    const response = await get(path, headers);
    expect([path, response.status]).toEqual([path, 401]);
    expect(response.headers.get("WWW-Authenticate")).toContain("Bearer realm=");
  }
  for (const path of ["/v2/", "/v2"]) {
    const response = await get(path, { ...registry.logins.admin.headers, Accept: "application/json" });
    expect([response.status, await response.json()]).toEqual([200, {}]);
  }
});

test("the OpenAPI document names the address it was asked at, and needs no sign-in", async () => {
  for (const host of ["https://one.example", "https://two.example:8443"]) {
    const response = await get(`${host}/api/openapi.json`);
    expect(response.status).toBe(200);
    const document = await response.json();
    expect(document).toMatchObject({
      openapi: "3.1.1",
      servers: [{ url: host }],
      paths: { "/v2/manage/repos": { get: { operationId: "ListReposDetails" } } },
    });
  }
  const titleIn = async (query: string) =>
    (await (await get(`https://one.example/api/openapi.json${query}`)).json()).info.title;
  const titles = await Promise.all(["", "?language=zh-CN", "?language=toString"].map(titleIn));
  expect(titles).toEqual(["SWR management API", "SWR 管理 API", "SWR management API"]);
});
