import type { Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addressOf, close, listen } from "./http.ts";
import { createMetrics, type Metrics } from "./metrics.ts";

let metrics: Metrics;
let server: Server;
let origin: string;
const held = Promise.withResolvers<void>();

beforeEach(async () => {
  metrics = createMetrics(async () => ({ swr_database_bytes: 4096 }));
  const answer = async (request: Request) => {
    const body = await request.text();
    if (request.url.endsWith("/held")) await held.promise;
    return new Response(body, { status: request.url.endsWith("/missing") ? 404 : 200 });
  };
  const options = { host: "127.0.0.1", port: 0, trustProxy: false, observe: metrics.observe };
  server = await listen(answer, options);
  origin = addressOf(server);
});
afterEach(() => close(server, 0));

async function values(): Promise<Map<string, number>> {
  const lines = (await (await metrics.answer()).text()).trimEnd().split("\n");
  const samples = lines.filter((line) => !line.startsWith("#"));
  return new Map(
    samples.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]),
  );
}

async function send(path: string, init?: RequestInit): Promise<void> {
  await (await fetch(origin + path, init)).text();
}

test("requests are counted by area and status, with their time and bytes", async () => {
  await send("/v2/team/app/manifests/missing");
  await send("/v2/manage/namespaces");
  await send("/api/registry/v2/");
  await send("/v3/auth/tokens", { method: "POST", body: "x".repeat(50_000) });
  await send("/images");
  const count = 'swr_http_request_duration_seconds_count{area="pages"}';
  await expect.poll(async () => (await values()).get(count)).toBe(1);
  const now = await values();
  expect(now.get('swr_http_requests_total{area="registry",status="404"}')).toBe(1);
  expect(now.get('swr_http_requests_total{area="registry",status="200"}')).toBe(1);
  expect(now.get('swr_http_requests_total{area="manage",status="200"}')).toBe(1);
  expect(now.get('swr_http_requests_total{area="identity",status="200"}')).toBe(1);
  expect(now.get('swr_http_request_duration_seconds_bucket{area="registry",le="+Inf"}')).toBe(2);
  for (const direction of ["received", "sent"]) {
    const bytes = now.get(`swr_http_bytes_total{direction="${direction}"}`) ?? 0;
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(60_000);
  }
  expect(now.get("swr_database_bytes")).toBe(4096);
});

test.each([
  ["/v2", "registry"],
  ["/v2/token?service=a", "registry"],
  ["/api/registry/v2/", "registry"],
  ["/swr/auth/v2/registry/auth", "registry"],
  ["/v2/manage/namespaces", "manage"],
  ["/v3/manage/namespaces/a/repos", "manage"],
  ["/dockyard/v2/repositories", "manage"],
  ["/api/search?q=a", "manage"],
  ["/api/session?background=1", "identity"],
  ["/api/iam/v3/users", "identity"],
  ["/v3/auth/tokens", "identity"],
  ["/images", "pages"],
  ["/healthz", "pages"],
])("%s counts for the area %s", async (path, area) => {
  await send(path);
  const total = `swr_http_requests_total{area="${area}",status="200"}`;
  await expect.poll(async () => (await values()).get(total)).toBe(1);
});

test("an upload runs from its first byte to its answer", async () => {
  const running = async () => (await values()).get("swr_uploads_running");
  const upload = send("/v2/team/app/blobs/uploads/held", { method: "PATCH", body: "x" });
  await expect.poll(running).toBe(1);
  held.resolve();
  await upload;
  await expect.poll(running).toBe(0);
});
