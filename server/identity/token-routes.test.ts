import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  createTestService,
  TEST_PASSWORD,
  type TestService,
  type TestUser,
} from "../../tests/support/service.ts";
import { enqueue } from "../jobs/queue.ts";
import { createJobRunner } from "../jobs/runner.ts";
import { forgetExpired } from "./forget-expired.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

function request(scope?: object, password = TEST_PASSWORD, name = "admin", query = "?nocatalog=true") {
  const user = { name, password, domain: { name: "local" } };
  const auth = { identity: { methods: ["password"], password: { user } }, ...(scope ? { scope } : {}) };
  return post({ auth }, query);
}

function post(body: unknown, query = "") {
  return service.app.request(`/v3/auth/tokens${query}`, { method: "POST", body: JSON.stringify(body) });
}

test("a project token opens the management API", async () => {
  const response = await request({ project: { name: "local-1" } });
  expect(response.status).toBe(201);
  const domain = { id: service.admin.accountId, name: "local" };
  expect(await response.json()).toEqual({
    token: {
      issued_at: "2026-03-01T08:00:00.000000Z",
      expires_at: "2026-03-02T08:00:00.000000Z",
      methods: ["password"],
      user: { id: service.admin.id, name: "admin", domain, password_expires_at: "" },
      project: { id: expect.any(String), name: "local-1", domain },
      roles: [{ id: "0", name: "te_admin" }],
    },
  });
  const token = response.headers.get("X-Subject-Token") ?? "";
  const use = () => service.app.request("/v2/manage/namespaces", { headers: { "X-Auth-Token": token } });
  expect((await use()).status).toBe(200);
  service.advance(24 * 60 * 60_000);
  expect((await use()).status).toBe(401);
});

test("a domain token names the domain instead, and so does one without a scope", async () => {
  for (const scope of [{ domain: { name: "local" } }, undefined]) {
    const { token } = (await (await request(scope)).json()) as { token: object };
    expect(token).toMatchObject({ domain: { id: service.admin.accountId, name: "local" } });
    expect(token).not.toHaveProperty("project");
  }
});

test("a user may have so many tokens, and more once they have ended", async () => {
  const first = await request();
  const { id: user } = service.admin;
  await sql`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 9999)
    insert into tokens (token_hash, user_id, project_id, created_at, expires_at)
    select token_hash || i, user_id, project_id, created_at, expires_at from tokens, n where user_id = ${user}
  `.execute(service.deps.db);
  expect([first.status, (await request()).status]).toEqual([201, 429]);
  service.advance(25 * 60 * 60_000);
  await enqueue(service.deps, { kind: forgetExpired.name, key: "" });
  const runner = createJobRunner(service.deps, [forgetExpired]);
  await runner.tick();
  await runner.idle();
  expect((await request()).status).toBe(201);
});

test("the catalog comes unless it is left out", async () => {
  const response = await request(undefined, TEST_PASSWORD, "admin", "");
  expect(await response.json()).toMatchObject({
    token: { catalog: [{ type: "swr", endpoints: [{ url: "http://localhost", region: "local-1" }] }] },
  });
});

test("an ordinary user has no administrator's role", async () => {
  await service.createUser("member");
  const response = await request(undefined, TEST_PASSWORD, "member");
  expect(await response.json()).toMatchObject({ token: { roles: [] } });
});

test("a token can be made by another token, and ends with that one", async () => {
  const { "X-Auth-Token": first = "" } = await service.token();
  service.advance(60 * 60_000);
  const ask = (scope?: object) =>
    post({ auth: { identity: { methods: ["token"], token: { id: first } }, scope } }, "?nocatalog=true");
  const domain = { id: service.admin.accountId, name: "local" };
  const project = { name: "local-1", domain: { name: "local" } };
  const response = await ask({ project });
  expect([response.status, await response.json()]).toEqual([
    201,
    {
      token: {
        issued_at: "2026-03-01T09:00:00.000000Z",
        expires_at: "2026-03-02T08:00:00.000000Z",
        methods: ["token"],
        user: { id: service.admin.id, name: "admin", domain, password_expires_at: "" },
        project: { id: expect.any(String), name: "local-1", domain },
        roles: [{ id: "0", name: "te_admin" }],
      },
    },
  ]);
  expect(await (await ask({ domain: { name: "local" } })).json()).toMatchObject({ token: { domain } });
  expect((await ask({ project: { name: "cn-north-4" } })).status).toBe(403);
  const token = response.headers.get("X-Subject-Token") ?? "";
  const use = () => service.app.request("/v2/manage/namespaces", { headers: { "X-Auth-Token": token } });
  expect((await use()).status).toBe(200);
  service.advance(23 * 60 * 60_000);
  expect((await use()).status).toBe(401);
  expect((await ask({ project })).status).toBe(401);
});

test("wrong credentials, foreign scopes and other bodies are refused in Keystone's form", async () => {
  const wrong = await request(undefined, "wrong");
  expect(wrong.status).toBe(401);
  expect(await wrong.json()).toEqual({
    error: { code: 401, message: "account, user and password do not match", title: "Unauthorized" },
  });
  await service.createAccount("other");
  expect((await request({ domain: { name: "other" } })).status).toBe(403);
  expect((await request({ project: { name: "cn-north-4" } })).status).toBe(403);
  const bodies = [{}, { auth: {} }].concat(
    [["token"], ["password"], ["totp"], []].map((methods) => ({ auth: { identity: { methods } } })),
  );
  for (const body of bodies) {
    expect((await post(body)).status).toBe(400);
  }
});

test("a scope may name the project or the domain by its id", async () => {
  const { project, account } = await service.caller();
  for (const scope of [{ project: { id: project.id } }, { domain: { id: account.id } }]) {
    expect((await request(scope)).status).toBe(201);
  }
  for (const scope of [{ project: { id: account.id } }, { domain: { id: project.id } }]) {
    expect((await request(scope)).status).toBe(403);
  }
});

test("a token can be shown, to its user and to administrators of the account", async () => {
  const member = await service.createUser("member");
  const stranger = await service.createAccount("other");
  const show = async (user: TestUser, subject: Record<string, string>) =>
    await service.app.request("/v3/auth/tokens?nocatalog=true", {
      headers: { ...(await service.token(user)), ...subject },
    });
  const { "X-Auth-Token": token = "" } = await service.token(member);
  for (const user of [member, service.admin]) {
    const response = await show(user, { "X-Subject-Token": token });
    expect(response.status).toBe(200);
    expect(response.headers.get("X-Subject-Token")).toBe(token);
    expect(await response.json()).toMatchObject({
      token: {
        issued_at: "2026-03-01T08:00:00.000000Z",
        expires_at: "2026-03-02T08:00:00.000000Z",
        user: { id: member.id },
        project: { name: "local-1" },
      },
    });
  }
  const { "X-Auth-Token": ofAdmin = "" } = await service.token();
  expect((await show(member, { "X-Subject-Token": ofAdmin })).status).toBe(403);
  expect((await show(stranger, { "X-Subject-Token": token })).status).toBe(404);
  expect((await show(member, { "X-Subject-Token": "unknown" })).status).toBe(404);
  expect((await show(member, {})).status).toBe(400);
  const nobody = await service.app.request("/v3/auth/tokens", { headers: { "X-Subject-Token": token } });
  expect(nobody.status).toBe(401);
});

test("many wrong passwords slow down here too", async () => {
  for (let count = 0; count < 5; count++) await request(undefined, "wrong");
  const response = await request();
  expect(response.status).toBe(429);
  expect(response.headers.get("Retry-After")).toBe("1");
});

test("only a hash of the token is kept", async () => {
  const { "X-Auth-Token": token } = await service.token();
  const rows = await service.deps.db.selectFrom("tokens").selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(token);
});
