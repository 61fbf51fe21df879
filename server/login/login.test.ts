import { afterEach, beforeEach, expect, test } from "vitest";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { findLogin } from "./find-login.ts";

const PATH = "/v2/manage/utils/secret";
const HOUR = 60 * 60_000;

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

async function create(query = "", base = "http://swr.example:8080") {
  return await service.app.request(`${base}${PATH}${query}`, {
    method: "POST",
    headers: await service.token(),
  });
}

async function credentials(): Promise<{ username: string; password: string }> {
  const command = (await create()).headers.get("X-Swr-Dockerlogin") ?? "";
  const [, username = "", password = ""] = / -u (\S+) -p (\S+) /.exec(command) ?? [];
  return { username, password };
}

test("the command, its end and the body belong together", async () => {
  const response = await create("?projectname=local-1");
  expect(response.status).toBe(200);
  const command = response.headers.get("X-Swr-Dockerlogin") ?? "";
  const parts = /^docker login -u (local-1@[A-Z0-9]{20}) -p ([0-9a-f]{64}) swr\.example:8080$/.exec(command);
  expect(parts).not.toBeNull();
  expect(response.headers.get("X-Swr-Expireat")).toBe("2026-03-01T14:00:00.000Z");
  expect(await response.json()).toEqual({
    auths: { "swr.example:8080": { auth: btoa(`${parts?.[1]}:${parts?.[2]}`) } },
  });
});

test("its life may be asked for, from 15 minutes to a day", async () => {
  for (const [seconds, end] of [
    [900, "2026-03-01T08:15:00.000Z"],
    [86_400, "2026-03-02T08:00:00.000Z"],
  ]) {
    const response = await create(`?duration_seconds=${seconds}`);
    expect(response.headers.get("X-Swr-Expireat")).toBe(end);
  }
  for (const seconds of ["899", "86401", "1.5e3.1", "abc", ""]) {
    expect((await create(`?duration_seconds=${seconds}`)).status).toBe(400);
  }
});

test("it needs a sign-in, and the caller's own project", async () => {
  expect((await service.app.request(PATH, { method: "POST" })).status).toBe(401);
  for (const project of ["cn-north-4", "", ...HOSTILE_STRINGS]) {
    expect((await create(`?projectname=${encodeURIComponent(project)}`)).status).toBe(400);
  }
});

test("the credentials stand for the caller until their end", async () => {
  const { username, password } = await credentials();
  expect(await findLogin(service.deps, username, password)).toEqual(
    await service.caller(service.admin, "login"),
  );
  service.advance(6 * HOUR - 1);
  expect(await findLogin(service.deps, username, password)).toBeDefined();
  service.advance(1);
  expect(await findLogin(service.deps, username, password)).toBeUndefined();
});

test("a new one leaves the old one valid", async () => {
  const first = await credentials();
  service.advance(HOUR);
  await credentials();
  expect(await findLogin(service.deps, first.username, first.password)).toBeDefined();
});

test("only the exact user and password sign in", async () => {
  const { username, password } = await credentials();
  const accessKey = username.slice("local-1@".length);
  const wrong: [string, string][] = [
    [username, password.toUpperCase()],
    [username, ""],
    [accessKey, password],
    [`cn-north-4@${accessKey}`, password],
    [`@${accessKey}`, password],
    [username.toLowerCase(), password],
    ...HOSTILE_STRINGS.flatMap((text): [string, string][] => [
      [text, password],
      [username, text],
      [`local-1@${text}`, text],
    ]),
  ];
  for (const [user, key] of wrong) expect(await findLogin(service.deps, user, key)).toBeUndefined();
});

test("only a hash of the key is kept", async () => {
  const { password } = await credentials();
  const rows = await service.deps.db.selectFrom("login_keys").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(password);
});

test("the enhanced command is the same kind of login by another name, for twelve hours", async () => {
  const response = await service.app.request("http://swr.example:8080/v2/manage/utils/authorizationtoken", {
    method: "POST",
    headers: await service.token(),
  });
  const command = response.headers.get("X-Swr-Dockerlogin") ?? "";
  const [, username = "", password = ""] =
    /^docker login -u (bearertoken@[A-Z0-9]{20}) -p ([0-9a-f]{64}) swr\.example:8080$/.exec(command) ?? [];
  expect(await response.json()).toEqual({
    auths: { "swr.example:8080": { auth: btoa(`${username}:${password}`) } },
  });
  const caller = await service.caller(service.admin, "login");
  expect(await findLogin(service.deps, username, password)).toEqual(caller);
  service.advance(12 * HOUR);
  expect(await findLogin(service.deps, username, password)).toBeUndefined();
});
