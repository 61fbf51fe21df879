import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { swrErrorBodySchema } from "../core/errors.ts";
import { createTestService, type TestService } from "../tests/support/service.ts";
import { createApp } from "./app.ts";
import { handlers } from "./handlers.ts";

const log = { info: vi.fn(), error: vi.fn() };
let service: TestService;

beforeEach(async () => {
  service = await createTestService({ log });
});

afterEach(async () => {
  vi.clearAllMocks();
  await service.close();
});

async function codeOf(response: Response): Promise<string> {
  return swrErrorBodySchema.parse(await response.json()).error_code;
}

test.each(["/healthz", "/v2/", "/v2/manage/repos", "/api/session", "/v3/auth/tokens", "/nowhere"])(
  "%s carries a request id and the security headers",
  async (path) => {
    const response = await service.app.request(path, { headers: { "X-Request-Id": "from-the-client" } });
    expect(response.headers.get("X-Request-Id")).toBe("from-the-client");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(response.headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
    expect(response.headers.get("Content-Security-Policy")).toBe(
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self'; " +
        "img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; " +
        "frame-ancestors 'none'; form-action 'self'",
    );
  },
);

test("a request id that could forge a log line is replaced", async () => {
  const response = await service.app.request("/healthz", { headers: { "X-Request-Id": "a b" } });
  expect(response.headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("unknown paths are 404 for signed-in callers only", async () => {
  for (const path of ["/v2/manage/nothing", "/v3/manage/nothing", "/v2/manage"]) {
    expect((await service.app.request(path)).status).toBe(401);
    const response = await service.app.request(path, { headers: await service.token() });
    expect([path, response.status, await codeOf(response)]).toEqual([path, 404, "SVCSTG.SWR.4040083"]);
  }
});

test("unknown paths answer in the form of their area", async () => {
  const headers = { ...(await service.signIn()), ...(await service.token()) };
  for (const path of ["/api", "/api/nothing", "/api/swr/nothing", "/nothing"]) {
    const response = await service.app.request(path, { headers });
    expect([path, response.status, await codeOf(response)]).toEqual([path, 404, "SVCSTG.SWR.4040083"]);
  }
  const iam = await service.app.request("/v3/nothing");
  expect(iam.status).toBe(404);
  expect(await iam.json()).toEqual({ error: { code: 404, message: "no such URL", title: "Not Found" } });
});

test("cookies count only below /api, tokens only outside", async () => {
  const cookie = await service.signIn();
  const token = await service.token();
  const status = async (path: string, headers: Record<string, string>) =>
    (await service.app.request(path, { headers })).status;
  expect(await status("/v2/manage/namespaces", cookie)).toBe(401);
  expect(await status("/v2/", cookie)).toBe(401);
  expect(await status("/api/swr/v2/manage/namespaces", token)).toBe(401);
  expect(await status("/api/registry/v2/", token)).toBe(401);
  expect(await status("/v2/manage/namespaces", token)).toBe(200);
  expect(await status("/api/swr/v2/manage/namespaces", cookie)).toBe(200);
  expect(await status("/api/registry/v2/", cookie)).toBe(200);
});

test("an unexpected error is logged whole and answered generically, in the form of the area", async () => {
  const headers = { ...(await service.token()), "X-Request-Id": "the-request" };
  const broken = createApp(
    {
      ...service.deps,
      clock: () => {
        throw new Error("secret detail");
      },
    },
    { handlers },
  );
  const manage = await broken.request("/v2/manage/namespaces", { headers });
  expect(manage.status).toBe(500);
  expect(manage.headers.get("X-Request-Id")).toBe("the-request");
  const text = await manage.text();
  expect(text).toContain("SVCSTG.SWR.5001101");
  expect(text).not.toContain("secret detail");
  expect(log.error).toHaveBeenCalledWith(
    "request failed",
    expect.objectContaining({ message: "secret detail" }),
    { requestId: "the-request" },
  );
});

test("the log has each request, and no query and no header of it", async () => {
  const headers = await service.token();
  await service.app.request("/v2/manage/namespaces?filter=namespace::secret-filter", { headers });
  expect(log.info).toHaveBeenLastCalledWith(
    "request",
    expect.objectContaining({
      method: "GET",
      path: "/v2/manage/namespaces",
      status: 200,
      user: "admin",
    }),
  );
  const text = JSON.stringify(log.info.mock.calls);
  expect(text).not.toContain("secret-filter");
  expect(text).not.toContain(headers["X-Auth-Token"]);
});

test("the console's long lists are compressed; nothing else is, and nothing for other clients", async () => {
  const session = { ...(await service.signIn()), "Accept-Encoding": "gzip" };
  const token = { ...(await service.token()), "Accept-Encoding": "gzip" };
  const get = (path: string, headers: Record<string, string>) => service.app.request(path, { headers });

  const plain = await get("/api/swr/v2/manage/repos", await service.signIn());
  expect(plain.headers.get("Content-Encoding")).toBeNull();
  const list = await get("/api/swr/v2/manage/repos", session);
  expect(list.headers.get("Content-Encoding")).toBe("gzip");
  expect(list.headers.get("Vary")).toContain("Accept-Encoding");
  expect(list.headers.get("Content-Range")).toBe(plain.headers.get("Content-Range"));
  const users = await get("/api/iam/v3/users", session);
  expect(users.headers.get("Content-Encoding")).toBe("gzip");
  const unpacked = list.body?.pipeThrough(new DecompressionStream("gzip"));
  expect(await new Response(unpacked).text()).toBe(await plain.text());

  for (const [path, headers] of [
    ["/api/swr/v2/manage/namespaces", session],
    ["/api/iam/v3/auth/projects", session],
    ["/v2/manage/repos", token],
    ["/v3/users", token],
  ] as const) {
    expect((await get(path, headers)).headers.get("Content-Encoding")).toBeNull();
  }
});

test("a body above 1 MB is refused before it is read as JSON", async () => {
  const body = JSON.stringify({ namespace: "x".repeat(1024 * 1024) });
  const manage = await service.app.request("/v2/manage/namespaces", {
    method: "POST",
    headers: await service.token(),
    body,
  });
  expect([manage.status, await codeOf(manage)]).toEqual([400, "SVCSTG.SWR.4001018"]);
  const iam = await service.app.request("/v3/auth/tokens", { method: "POST", body });
  expect([iam.status, await iam.json()]).toEqual([
    400,
    { error: { code: 400, message: "the body is larger than 1 MB", title: "Bad Request" } },
  ]);
});
