import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { cameFromOwnPage } from "./same-origin.ts";

test.each<[string, Record<string, string>, boolean]>([
  ["the console's page", { "Sec-Fetch-Site": "same-origin" }, true],
  ["another site", { "Sec-Fetch-Site": "cross-site" }, false],
  ["another port or subdomain", { "Sec-Fetch-Site": "same-site" }, false],
  ["an address typed in", { "Sec-Fetch-Site": "none" }, false],
  ["the console on plain HTTP", { Origin: "http://swr.example:8080" }, true],
  ["the console behind a proxy that ends TLS", { Origin: "https://swr.example:8080" }, true],
  ["another host", { Origin: "http://evil.example" }, false],
  ["another port", { Origin: "http://swr.example:9090" }, false],
  ["a sandboxed frame", { Origin: "null" }, false],
  ["nobody knows", {}, false],
  ["a contradiction", { "Sec-Fetch-Site": "cross-site", Origin: "http://swr.example:8080" }, false],
])("%s", (_from, headers, own) => {
  expect(cameFromOwnPage(new Headers(headers), "swr.example:8080")).toBe(own);
});

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

test("every write below /api is checked, reads are not", async () => {
  const { Cookie = "" } = await service.signIn();
  for (const [method, path, code] of [
    ["POST", "/api/session", "SVCSTG.SWR.4031033"],
    ["DELETE", "/api/session", "SVCSTG.SWR.4031033"],
    ["POST", "/api/swr/v2/manage/namespaces", "SVCSTG.SWR.4031033"],
    ["POST", "/api/registry/v2/team/web/blobs/uploads/", "DENIED"],
  ] as const) {
    const response = await service.app.request(path, { method, headers: { Cookie } });
    expect([path, response.status]).toEqual([path, 403]);
    expect(await response.text()).toContain(code);
  }
  expect((await service.app.request("/api/getting-started", { headers: { Cookie } })).status).toBe(200);
});
