import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

const PATH = "/v3.0/OS-CREDENTIAL/credentials";
const TIME = "2026-03-01T08:00:00.000000Z";

interface Created {
  credential: { access: string; secret: string };
}

let service: TestService;
let member: TestUser;
const logged: string[] = [];
beforeEach(async () => {
  logged.length = 0;
  service = await createTestService({
    log: {
      info: (...parts) => void logged.push(JSON.stringify(parts)),
      error: (...parts) => void logged.push(JSON.stringify(parts)),
    },
  });
  member = await service.createUser("member");
});
afterEach(() => service.close());

const send = callsTo(() => service);
const call = (method: string, path = "", credential?: unknown, by?: TestUser) =>
  send(method, PATH + path, { by, body: credential === undefined ? undefined : { credential } });

async function create(user: TestUser = service.admin, by = user): Promise<Created["credential"]> {
  const response = await call("POST", "", { user_id: user.id, description: "ci" }, by);
  expect(response.status).toBe(201);
  return (response.json as Created).credential;
}

test("a new key shows its secret once", async () => {
  const response = await call("POST", "", { user_id: service.admin.id, description: "ci" });
  expect(response.status).toBe(201);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  const { credential } = response.json as Created;
  const shown = {
    user_id: service.admin.id,
    access: expect.stringMatching(/^[A-Z0-9]{20}$/),
    status: "active",
    create_time: TIME,
    description: "ci",
  };
  expect(credential).toEqual({ ...shown, secret: expect.stringMatching(/^[A-Z0-9]{40}$/) });
  const list = await call("GET");
  expect(list.status).toBe(200);
  expect(list.json).toEqual({ credentials: [shown] });
  const one = await call("GET", `/${credential.access}`);
  expect(one.json).toEqual({ credential: { ...shown, last_use_time: null } });
});

test("the secret is nowhere in clear: not in the database's bytes, the log or an error", async () => {
  const { access, secret } = await create();
  const folder = await mkdtemp(join(tmpdir(), "swr-keys-"));
  const file = join(folder, "copy.db");
  await sql`VACUUM INTO ${file}`.execute(service.deps.db);
  const bytes = await readFile(file);
  await rm(folder, { recursive: true });
  expect(bytes.includes(access)).toBe(true);
  expect(bytes.includes(secret)).toBe(false);
  const errors = await Promise.all([
    call("POST", "", { user_id: 1, description: secret }),
    call("GET", `/${"A".repeat(20)}`),
  ]);
  expect([...errors.map(({ text }) => text), ...logged].join("\n")).not.toContain(secret);
});

test("two keys a user, counted for each", async () => {
  const first = await create();
  await create();
  const third = await call("POST", "", { user_id: service.admin.id });
  expect(third.status).toBe(400);
  expect(third.json).toEqual({
    error: { code: 400, message: "akSkNumExceed: at most 2 access keys a user", title: "Bad Request" },
  });
  await create(member);
  expect((await call("DELETE", `/${first.access}`)).status).toBe(204);
  await create();
});

test("status and description change, and only they", async () => {
  const { access } = await create();
  const off = await call("PUT", `/${access}`, { status: "inactive" });
  expect(off.status).toBe(200);
  expect(off.json).toMatchObject({ credential: { access, status: "inactive", description: "ci" } });
  const renamed = await call("PUT", `/${access}`, { description: "" });
  expect(renamed.json).toMatchObject({ credential: { status: "inactive", description: "" } });
  for (const body of [
    {},
    { status: "on" },
    { description: 1 },
    { description: "x".repeat(256) },
    "x",
    null,
  ]) {
    expect((await call("PUT", `/${access}`, body)).status).toBe(400);
  }
});

test("a deleted key is gone", async () => {
  const { access } = await create();
  expect((await call("DELETE", `/${access}`)).status).toBe(204);
  for (const method of ["GET", "DELETE"]) expect((await call(method, `/${access}`)).status).toBe(404);
  expect((await call("PUT", `/${access}`, { status: "active" })).status).toBe(404);
});

test("an administrator sees to the keys of the account", async () => {
  const { access } = await create(member, service.admin);
  const list = await call("GET", `?user_id=${member.id}`);
  expect(list.json).toMatchObject({ credentials: [{ access, user_id: member.id }] });
  expect((await call("PUT", `/${access}`, { status: "inactive" })).status).toBe(200);
  expect((await call("DELETE", `/${access}`)).status).toBe(204);
});

test("others see to their own only", async () => {
  const own = await create(member);
  const { access } = await create();
  expect((await call("GET", `/${own.access}`, undefined, member)).status).toBe(200);
  expect((await call("GET", `?user_id=${service.admin.id}`, undefined, member)).status).toBe(403);
  expect((await call("POST", "", { user_id: service.admin.id }, member)).status).toBe(403);
  for (const method of ["GET", "DELETE"]) {
    expect((await call(method, `/${access}`, undefined, member)).status).toBe(403);
  }
  expect((await call("PUT", `/${access}`, { status: "inactive" }, member)).status).toBe(403);
  expect((await call("GET", `/${access}`)).status).toBe(200);
});

test("keys and users of other accounts do not exist", async () => {
  const { access } = await create();
  const stranger = await service.createAccount("other");
  expect((await call("GET", `/${access}`, undefined, stranger)).status).toBe(404);
  expect((await call("DELETE", `/${access}`, undefined, stranger)).status).toBe(404);
  expect((await call("POST", "", { user_id: member.id }, stranger)).status).toBe(404);
  for (const text of HOSTILE_STRINGS.filter((string) => !string.includes("/"))) {
    expect((await call("GET", `/${encodeURIComponent(text)}`)).status).toBe(404);
    expect((await call("GET", `?user_id=${encodeURIComponent(text)}`)).status).toBe(404);
  }
});

test("hostile descriptions come back as they were", async () => {
  for (const description of HOSTILE_STRINGS.filter((text) => text.length < 256)) {
    const response = await call("POST", "", { user_id: service.admin.id, description });
    const { credential } = response.json as Created;
    expect(credential).toMatchObject({ description });
    await call("DELETE", `/${credential.access}`);
  }
});

test("bodies of another form are refused", async () => {
  for (const body of [
    {},
    { user_id: 1 },
    "x",
    null,
    { user_id: service.admin.id, description: "x".repeat(256) },
  ]) {
    expect((await call("POST", "", body)).status).toBe(400);
  }
});

test("without a proof of who calls there is nothing, in IAM's form", async () => {
  for (const [method, path] of [
    ["GET", ""],
    ["POST", ""],
    ["GET", "/A"],
    ["PUT", "/A"],
    ["DELETE", "/A"],
  ]) {
    const response = await service.app.request(`${PATH}${path}`, { method: method as string });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: { code: 401, message: "authentication failed", title: "Unauthorized" },
    });
  }
});

test("the console manages keys with its cookie, from its own pages only", async () => {
  const headers = await service.signIn(member);
  const body = JSON.stringify({ credential: { user_id: member.id } });
  const send = (init: RequestInit) => service.app.request(`/api/iam${PATH}`, init);
  expect((await send({ method: "POST", body, headers })).status).toBe(201);
  expect(await (await send({ headers })).json()).toMatchObject({ credentials: [{ user_id: member.id }] });
  const crossSite = await send({
    method: "POST",
    body,
    headers: { ...headers, "Sec-Fetch-Site": "cross-site" },
  });
  expect(crossSite.status).toBe(403);
  expect(await crossSite.json()).toMatchObject({ error: { code: 403, title: "Forbidden" } });
  const token = await send({ headers: await service.token(member) });
  expect(token.status).toBe(401);
});
