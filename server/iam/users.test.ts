import { afterEach, beforeEach, expect, test } from "vitest";
import { addAccessKey, signLikeGo } from "../../tests/support/access-keys.ts";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import {
  createTestService,
  TEST_PASSWORD,
  type TestService,
  type TestUser,
} from "../../tests/support/service.ts";
import { createLogin } from "../login/create-login.ts";
import { findLogin } from "../login/find-login.ts";
import { hmacSha256Hex } from "../secrets/hmac.ts";

const USERS = "/v3.0/OS-USER/users";
const PASSWORD = "a long enough password";

let service: TestService;
let member: TestUser;
beforeEach(async () => {
  service = await createTestService();
  member = await service.createUser("member");
});
afterEach(() => service.close());

const send = callsTo(() => service);
const call = (method: string, path: string, user?: unknown, by?: TestUser) =>
  send(method, path, { by, body: user === undefined ? undefined : { user } });

async function signIn(user: string, password: string): Promise<number> {
  const response = await service.app.request("/api/session", {
    method: "POST",
    headers: { "Sec-Fetch-Site": "same-origin" },
    body: JSON.stringify({ account: "local", user, password }),
  });
  return response.status;
}

async function getToken(user: string, password: string): Promise<number> {
  const identity = { name: user, password, domain: { name: "local" } };
  const auth = { identity: { methods: ["password"], password: { user: identity } } };
  const init = { method: "POST", body: JSON.stringify({ auth }) };
  return (await service.app.request("/v3/auth/tokens", init)).status;
}

test("an administrator makes a user, who can sign in at once", async () => {
  const response = await call("POST", USERS, { name: "dev", password: PASSWORD, description: "CI" });
  expect(response.status).toBe(201);
  const { user } = response.json as { user: { id: string } };
  expect(user).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    name: "dev",
    domain_id: service.admin.accountId,
    enabled: true,
    description: "CI",
    access_mode: "default",
    pwd_status: false,
    pwd_strength: "Unknown",
    password_expires_at: null,
    last_project_id: "",
    create_time: "2026-03-01 08:00:00.0",
    last_login_time: null,
    is_administrator: false,
    links: { self: `http://localhost/v3/users/${user.id}` },
  });
  for (const path of [`/v3/users/${user.id}`, `${USERS}/${user.id}`]) {
    expect((await call("GET", path)).json).toEqual({ user });
  }
  expect(await signIn("dev", PASSWORD)).toBe(200);
  expect(await getToken("dev", PASSWORD)).toBe(201);
});

test("names and passwords are checked, and no answer repeats a password", async () => {
  const valid = { name: "dev", password: PASSWORD };
  const wrong = [
    {},
    { name: "dev" },
    { ...valid, password: "secret7" },
    { ...valid, password: "x".repeat(1025) },
    { name: "Developer", password: "developer" },
    { ...valid, name: "" },
    { ...valid, name: " dev" },
    { ...valid, name: "x".repeat(65) },
    { ...valid, name: "a\u0000b" },
    { ...valid, access_mode: "all" },
    { ...valid, enabled: "yes" },
  ];
  for (const body of wrong) {
    const { status, text } = await call("POST", USERS, body);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ error: { code: 400, title: "Bad Request" } });
    expect(text).not.toContain("secret7");
  }
  const rows = await service.deps.db.selectFrom("users").select("name").execute();
  expect(rows).toHaveLength(2);
});

test("a name is an account's once, and the number of users is limited", async () => {
  expect((await call("POST", USERS, { name: "member", password: PASSWORD })).status).toBe(409);
  expect((await call("PUT", `${USERS}/${member.id}`, { name: "admin" })).status).toBe(409);
  const other = await service.createAccount("other");
  expect((await call("POST", USERS, { name: "member", password: PASSWORD }, other)).status).toBe(201);
  const { edition } = service.deps.config;
  service.deps.config.edition = { ...edition, usersPerAccount: 2 };
  expect((await call("POST", USERS, { name: "dev", password: PASSWORD })).status).toBe(403);
});

test("administrators list the users of their account", async () => {
  await service.createUser("stranger", (await service.createAccount("other")).accountId);
  await call("PUT", `${USERS}/${member.id}`, { enabled: false });
  const names = async (query: string) => {
    const response = await call("GET", `/v3/users${query}`);
    expect(response.status).toBe(200);
    const { users } = response.json as { users: { name: string }[] };
    return users.map(({ name }) => name);
  };
  expect(await names("")).toEqual(["admin", "member"]);
  expect(await names("?enabled=true")).toEqual(["admin"]);
  expect(await names(`?name=member&domain_id=${service.admin.accountId}`)).toEqual(["member"]);
  for (const text of HOSTILE_STRINGS) expect(await names(`?name=${encodeURIComponent(text)}`)).toEqual([]);
  expect((await call("GET", "/v3/users?enabled=maybe")).status).toBe(400);
  expect((await call("GET", "/v3/users?domain_id=other")).status).toBe(403);
});

test("others see themselves and change nothing", async () => {
  expect((await call("GET", `/v3/users/${member.id}`, undefined, member)).status).toBe(200);
  for (const [method, path, body] of [
    ["GET", "/v3/users"],
    ["GET", `/v3/users/${service.admin.id}`],
    ["GET", `${USERS}/${service.admin.id}`],
    ["POST", USERS, { name: "dev", password: PASSWORD }],
    ["PUT", `${USERS}/${member.id}`, { access_mode: "default" }],
    ["DELETE", `/v3/users/${member.id}`],
  ] as const) {
    expect((await call(method, path, body, member)).status).toBe(403);
    expect((await service.app.request(path, { method })).status).toBe(401);
  }
});

test("users of other accounts do not exist", async () => {
  const stranger = await service.createAccount("other");
  for (const id of [stranger.id, "unknown"]) {
    expect((await call("GET", `/v3/users/${id}`)).status).toBe(404);
    expect((await call("PUT", `${USERS}/${id}`, { enabled: false })).status).toBe(404);
    expect((await call("DELETE", `/v3/users/${id}`)).status).toBe(404);
  }
});

/** What a user holds once each: a session, a token, a temporary login, an access key with its long-lived login. */
async function holdingsOf(user: TestUser) {
  const [session, token] = [await service.signIn(user), await service.token(user)];
  const { username, password } = await createLogin(await service.context(user));
  const key = await addAccessKey(service, user);
  const get = async (path: string, headers: Record<string, string>) =>
    (await service.app.request(path, { headers })).status;
  return async () => ({
    session: await get("/api/getting-started", session),
    token: await get("/v2/manage/namespaces", token),
    login: (await findLogin(service.deps, username, password)) !== undefined,
    key: await get("/v2/manage/namespaces", signLikeGo(key, { target: "", path: "/v2/manage/namespaces/" })),
    signIn: await signIn(user.name, TEST_PASSWORD),
    newToken: await getToken(user.name, TEST_PASSWORD),
  });
}

test("a disabled user can do nothing; enabled again, what was signed in stays ended, and access keys work", async () => {
  const use = await holdingsOf(member);
  expect(await use()).toEqual({
    session: 200,
    token: 200,
    login: true,
    key: 200,
    signIn: 200,
    newToken: 201,
  });
  const off = await call("PUT", `${USERS}/${member.id}`, { enabled: false });
  expect(off.json).toMatchObject({ user: { enabled: false, name: "member" } });
  expect(await use()).toEqual({
    session: 401,
    token: 401,
    login: false,
    key: 401,
    signIn: 403,
    newToken: 403,
  });
  await call("PUT", `${USERS}/${member.id}`, { enabled: true });
  expect(await use()).toEqual({
    session: 401,
    token: 401,
    login: false,
    key: 200,
    signIn: 200,
    newToken: 201,
  });
});

test("the access mode keeps people from the one side or the other", async () => {
  const token = await service.token(member);
  const session = await service.signIn(member);
  const use = async (access_mode: string) => {
    expect((await call("PUT", `${USERS}/${member.id}`, { access_mode })).status).toBe(200);
    return [
      (await service.app.request("/v2/manage/namespaces", { headers: token })).status,
      await getToken("member", TEST_PASSWORD),
      (await service.app.request("/api/getting-started", { headers: session })).status,
      await signIn("member", TEST_PASSWORD),
    ];
  };
  expect(await use("console")).toEqual([401, 403, 200, 200]);
  expect(await use("programmatic")).toEqual([200, 201, 401, 403]);
  expect(await use("default")).toEqual([200, 201, 200, 200]);
});

test("the console is told why the session ended, also where it asks IAM", async () => {
  const session = await service.signIn(member);
  await call("PUT", `${USERS}/${member.id}`, { enabled: false });
  for (const path of [
    "/api/swr/v2/manage/namespaces",
    "/api/iam/v3/users",
    "/api/registry/v2/team/app/tags/list",
  ]) {
    const response = await service.app.request(path, { headers: session });
    expect([response.status, (await response.json()).error_code]).toEqual([401, "SVCSTG.SWR.4019902"]);
  }
  const shown = await service.app.request("/api/session", { headers: session });
  expect(await shown.json()).toBeNull();
});

test("another password ends what the old one opened; access keys were made without it", async () => {
  const use = await holdingsOf(member);
  expect((await call("PUT", `${USERS}/${member.id}`, { password: PASSWORD })).status).toBe(200);
  expect(await use()).toEqual({
    session: 401,
    token: 401,
    login: false,
    key: 200,
    signIn: 401,
    newToken: 401,
  });
  expect(await signIn("member", PASSWORD)).toBe(200);
  for (const change of [{}, { password: "member" }, { password: "short" }, { name: "" }, { enabled: 1 }]) {
    expect((await call("PUT", `${USERS}/${member.id}`, change)).status).toBe(400);
  }
});

test("with a user go sessions, tokens, logins, keys and grants; what they made stays", async () => {
  const { db } = service.deps;
  const organization = await service.createOrganization("team", member);
  await service.grant(organization, member, 7);
  await service.grantOnImage(await service.createImage(organization, "web"), member, 1);
  const token = await service.token(member);
  await service.app.request("/v2/manage/utils/secret", { method: "POST", headers: token });
  await service.signIn(member);
  await addAccessKey(service, member);
  expect((await call("DELETE", `/v3/users/${member.id}`)).status).toBe(204);
  for (const table of [
    "sessions",
    "tokens",
    "login_keys",
    "access_keys",
    "organization_grants",
    "image_grants",
  ] as const) {
    const rows = await db.selectFrom(table).selectAll().where("user_id", "=", member.id).execute();
    expect(rows).toEqual([]);
  }
  expect((await service.app.request("/v2/manage/namespaces", { headers: token })).status).toBe(401);
  expect((await call("GET", `/v3/users/${member.id}`)).status).toBe(404);
  expect((await call("GET", "/v2/manage/namespaces/team")).status).toBe(200);
});

test("a deleted user's name is free, and whoever has it next begins with nothing", async () => {
  const { db } = service.deps;
  const organization = await service.createOrganization("team");
  await service.grant(organization, member, 7);
  await service.grantOnImage(await service.createImage(organization, "web"), member, 7);
  const token = await service.token(member);
  const session = await service.signIn(member);
  const { username, password } = await createLogin(await service.context(member));
  const login = { authorization: `Basic ${btoa(`${username}:${password}`)}` };
  const issued = await service.app.request("/v2/token?scope=repository:team/web:pull", { headers: login });
  const bearer = { authorization: `Bearer ${((await issued.json()) as { token: string }).token}` };
  const key = await addAccessKey(service, member);
  const longLived = `local-1@${key.id}:${await hmacSha256Hex(key.secret, key.id)}`;
  const path = "/v2/manage/namespaces";
  const ways: [path: string, headers: Record<string, string>][] = [
    [path, token],
    [path, signLikeGo(key, { path: `${path}/`, target: path })],
    [`/api/swr${path}`, session],
    ["/v2/_catalog", login],
    ["/v2/_catalog", { authorization: `Basic ${btoa(longLived)}` }],
    ["/v2/team/web/tags/list", bearer],
  ];
  const statuses = async () =>
    await Promise.all(
      ways.map(async ([path, headers]) => (await service.app.request(path, { headers })).status),
    );
  expect(await statuses()).toEqual(ways.map(() => 200));

  await call("DELETE", `/v3/users/${member.id}`);
  const made = await call("POST", USERS, { name: "member", password: PASSWORD });
  const { id } = (made.json as { user: { id: string } }).user;
  expect([made.status, id]).toEqual([201, expect.not.stringContaining(member.id)]);
  expect(await statuses()).toEqual(ways.map(() => 401));
  const again = { ...member, id };
  expect((await send("GET", path, { by: again })).json).toEqual({ namespaces: [] });
  expect((await send("GET", "/v2/manage/repos", { by: again })).json).toEqual([]);
  const kept = await db.selectFrom("access_keys").select("user_id").execute();
  expect(kept).toEqual([]);
});

test("names that differ by case alone are two users, at the sign-in, in filters and in grants", async () => {
  const passwords = { Bob: `${PASSWORD} of Bob`, bob: `${PASSWORD} of bob` };
  const ids: string[] = [];
  for (const [name, password] of Object.entries(passwords)) {
    const made = await call("POST", USERS, { name, password });
    expect(made.status).toBe(201);
    ids.push((made.json as { user: { id: string } }).user.id);
  }
  for (const name of ["Bob", "bob"] as const) {
    expect(await signIn(name, passwords[name])).toBe(200);
    expect(await getToken(name, passwords[name === "Bob" ? "bob" : "Bob"])).toBe(401);
    const { json } = await call("GET", `/v3/users?name=${name}`);
    expect(json).toMatchObject({ users: [{ name }] });
  }
  expect(await signIn("BOB", passwords.Bob)).toBe(401);
  expect((await call("PUT", `${USERS}/${ids[0]}`, { name: "bob" })).status).toBe(409);
  await service.createOrganization("team");
  const grant = (user_name: string) =>
    send("POST", "/v2/manage/namespaces/team/access", { body: [{ user_id: ids[0], user_name, auth: 1 }] });
  expect((await grant("bob")).status).toBe(400);
  expect((await grant("Bob")).status).toBe(200);
});

test("the last sign-in shows, by session and by token", async () => {
  const last = async () => {
    const { json } = await call("GET", `/v3/users/${member.id}`);
    return (json as { user: { last_login_time: string | null } }).user.last_login_time;
  };
  expect(await last()).toBeNull();
  await signIn("member", "wrong password");
  expect(await last()).toBeNull();
  expect(await signIn("member", TEST_PASSWORD)).toBe(200);
  expect(await last()).toBe("2026-03-01 08:00:00.0");
  service.advance(90_000);
  expect(await getToken("member", TEST_PASSWORD)).toBe(201);
  expect(await last()).toBe("2026-03-01 08:01:30.0");
});
