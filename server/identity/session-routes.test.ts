import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { localEdition } from "../../core/editions.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, TEST_PASSWORD, type TestService } from "../../tests/support/service.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

const right = { account: "local", user: "admin", password: TEST_PASSWORD };
const OWN_PAGE = { "Sec-Fetch-Site": "same-origin" };

function post(body: unknown, base = "", clientAddress?: string) {
  const init = { method: "POST", headers: OWN_PAGE, body: JSON.stringify(body) };
  return service.app.request(`${base}/api/session`, init, clientAddress ? { clientAddress } : {});
}

/** What the session opens. */
async function state(headers: Record<string, string>): Promise<number> {
  return (await service.app.request("/api/getting-started", { headers })).status;
}

test("signing in sets a cookie the page cannot read and answers who that is", async () => {
  const response = await post(right);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    account: { id: service.admin.accountId, name: "local" },
    user: { id: service.admin.id, name: "admin", isAdministrator: true, hasProgrammaticAccess: true },
    project: { id: expect.any(String), name: "local-1" },
    region: "local-1",
    edition: localEdition,
  });
  const cookie = response.headers.get("Set-Cookie") ?? "";
  expect(cookie).toMatch(/^swr_session=[0-9a-f]{64}; Path=\/api; HttpOnly; SameSite=Strict$/);
  expect(await state({ Cookie: cookie.split(";")[0] ?? "" })).toBe(200);
});

test("on HTTPS the cookie stays on HTTPS", async () => {
  const response = await post(right, "https://swr.example");
  expect(response.headers.get("Set-Cookie")).toContain("; Secure");
});

test("only a hash of the cookie is kept", async () => {
  const { Cookie = "" } = await service.signIn();
  const rows = await service.deps.db.selectFrom("sessions").selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(Cookie.slice("swr_session=".length));
});

test("a wrong account, user or password get the same answer", async () => {
  const wrong = [
    { ...right, account: "nobody" },
    { ...right, user: "nobody" },
    { ...right, password: "wrong" },
  ];
  const answers = await Promise.all(
    wrong.map(async (body) => {
      const response = await post(body);
      const { request_id: _, ...rest } = (await response.json()) as Record<string, unknown>;
      return { status: response.status, cookie: response.headers.get("Set-Cookie"), rest };
    }),
  );
  expect(answers[0]).toMatchObject({ status: 401, cookie: null });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test("a password is hashed for names that do not exist too", async () => {
  const { passwords } = service.deps;
  let hashed = 0;
  const hash = passwords.hash;
  passwords.hash = (password) => {
    hashed++;
    return hash(password);
  };
  await post({ ...right, user: "nobody" });
  passwords.hash = hash;
  expect(hashed).toBe(1);
});

test("the log tells who was tried from where, and never with what", async () => {
  const info = vi.spyOn(service.deps.log, "info");
  const body = { account: "local", user: "nobody", password: "a-secret-guess" };
  const bindings = { clientAddress: "192.0.2.7" };
  const init = { method: "POST", headers: { "Sec-Fetch-Site": "same-origin" } };
  await service.app.request("/api/session", { ...init, body: JSON.stringify(body) }, bindings);
  expect(info).toHaveBeenCalledWith("sign-in", {
    requestId: expect.any(String),
    outcome: "refused",
    account: "local",
    user: "nobody",
    clientAddress: "192.0.2.7",
  });
  expect(JSON.stringify(info.mock.calls)).not.toContain("a-secret-guess");
});

test("a body of another form is refused", async () => {
  for (const body of [{}, [], "text", { ...right, password: "" }, { ...right, user: 7 }]) {
    expect((await post(body)).status).toBe(400);
  }
});

test("hostile names sign nobody in and break nothing", async () => {
  for (const text of HOSTILE_STRINGS) {
    const response = await post({ account: text, user: text, password: text });
    expect([400, 401]).toContain(response.status);
  }
});

test("many wrong passwords slow down; the right one works after the wait", async () => {
  for (let count = 0; count < 5; count++) await post({ ...right, password: "wrong" });
  const refused = await post(right);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("Retry-After")).toBe("1");
  service.advance(1000);
  expect((await post(right)).status).toBe(200);
});

test("guessing at somebody from one address keeps them out from there alone", async () => {
  for (let count = 0; count < 40; count++) {
    await post({ ...right, password: "wrong" }, "", "192.0.2.1");
    service.advance(10_000);
  }
  await post({ ...right, password: "wrong" }, "", "192.0.2.1");
  expect((await post(right, "", "192.0.2.1")).status).toBe(429);
  expect((await post(right, "", "192.0.2.2")).status).toBe(200);
});

test("guessing from very many addresses gives each one attempt, and lets the owner in", async () => {
  for (let at = 0; at < 101; at++) await post({ ...right, password: "wrong" }, "", `192.0.2.${at}`);
  expect((await post({ ...right, password: "wrong" }, "", "192.0.2.7")).status).toBe(429);
  expect((await post(right, "", "198.51.100.1")).status).toBe(200);
});

test("guessing over many names slows the address down, and no other", async () => {
  for (let count = 0; count < 30; count++) await post({ ...right, user: `user-${count}` }, "", "192.0.2.1");
  expect((await post(right, "", "192.0.2.1")).status).toBe(429);
  expect((await post(right, "", "192.0.2.2")).status).toBe(200);
});

test("a page that shows somebody else as signed in does nothing as whoever is", async () => {
  const headers = await service.signIn();
  const other = await service.createUser("other");
  const create = (shown: string) =>
    service.app.request("/api/swr/v2/manage/namespaces", {
      method: "POST",
      headers: { ...headers, "X-Swr-User": shown },
      body: JSON.stringify({ namespace: "made" }),
    });
  const refused = await create(other.id);
  expect([refused.status, (await refused.json()).error_code]).toEqual([401, "SVCSTG.SWR.4019904"]);
  expect(await service.deps.db.selectFrom("organizations").select("name").execute()).toEqual([]);
  for (const path of ["/api/iam/v3/users", "/api/registry/v2/_catalog", "/api/getting-started"]) {
    const init = { headers: { ...headers, "X-Swr-User": other.id } };
    expect([path, (await service.app.request(path, init)).status]).toEqual([path, 401]);
  }
  expect((await create(service.admin.id)).status).toBe(201);
});

test("signing out ends the session at the service and removes the cookie", async () => {
  const headers = await service.signIn();
  const response = await service.app.request("/api/session", { method: "DELETE", headers });
  expect(response.status).toBe(204);
  expect(response.headers.get("Set-Cookie")).toMatch(/^swr_session=; Max-Age=0; Path=\/api/);
  expect(await state(headers)).toBe(401);
});

test("signing in again ends the session before", async () => {
  const headers = await service.signIn();
  const init = { method: "POST", headers, body: JSON.stringify(right) };
  expect((await service.app.request("/api/session", init)).status).toBe(200);
  expect(await state(headers)).toBe(401);
});

test("without a session, or with a made-up one, nobody is signed in", async () => {
  const visit = await service.app.request("/api/session");
  expect([visit.status, await visit.json()]).toEqual([200, null]);
  expect(await state({})).toBe(401);
  for (const value of ["", "0".repeat(64), ...HOSTILE_STRINGS.filter((text) => /^[ -~]*$/.test(text))]) {
    expect(await state({ Cookie: `swr_session=${encodeURIComponent(value)}` })).toBe(401);
  }
});

test("a session ends after half an hour without use", async () => {
  const headers = await service.signIn();
  service.advance(29 * MINUTE);
  expect(await state(headers)).toBe(200);
  service.advance(29 * MINUTE);
  expect(await state(headers)).toBe(200);
  service.advance(30 * MINUTE);
  expect(await state(headers)).toBe(401);
});

test("a session that ends after a minute without use does not end in the middle of it", async () => {
  service.deps.config = { ...service.deps.config, sessionIdleMs: MINUTE };
  const headers = await service.signIn();
  for (let at = 0; at < 20; at++) {
    service.advance(45_000);
    expect(await state(headers)).toBe(200);
  }
  service.advance(MINUTE);
  expect(await state(headers)).toBe(401);
});

test("background requests work and prolong nothing", async () => {
  const headers = await service.signIn();
  service.advance(20 * MINUTE);
  expect(await state({ ...headers, "X-Swr-Background": "1" })).toBe(200);
  service.advance(10 * MINUTE);
  expect(await state(headers)).toBe(401);
});

test("use is written at most once a minute", async () => {
  const headers = await service.signIn();
  const lastUse = () => service.deps.db.selectFrom("sessions").select("last_used_at").executeTakeFirst();
  const first = await lastUse();
  service.advance(MINUTE - 1);
  await state(headers);
  expect(await lastUse()).toEqual(first);
  service.advance(1);
  await state(headers);
  expect(await lastUse()).not.toEqual(first);
});

test("a session in constant use ends after a day", async () => {
  const headers = await service.signIn();
  for (let at = 0; at < 24 * HOUR; at += 20 * MINUTE) {
    expect(await state(headers)).toBe(200);
    service.advance(20 * MINUTE);
  }
  expect(await state(headers)).toBe(401);
});

test("goes on in another project of the account, and in no other account's", async () => {
  const headers = await service.signIn();
  const change = (project_id: unknown) =>
    service.app.request("/api/session", { method: "PATCH", headers, body: JSON.stringify({ project_id }) });
  await service.deps.db
    .insertInto("projects")
    .values({ id: "second", account_id: service.admin.accountId, name: "local-2" })
    .execute();
  const changed = await change("second");
  expect([changed.status, await changed.json()]).toMatchObject([
    200,
    { project: { id: "second", name: "local-2" }, region: "local-1" },
  ]);
  const state = await service.app.request("/api/session", { headers });
  expect(await state.json()).toMatchObject({ project: { id: "second" } });

  const stranger = await service.createAccount("stranger");
  const { project } = await service.caller(stranger);
  expect((await change(project.id)).status).toBe(403);
  expect((await change(7)).status).toBe(400);
});
