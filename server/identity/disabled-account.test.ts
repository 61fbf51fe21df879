/** A disabled account can do nothing, whichever way its users come; what it made public follows the operator's word. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addAccessKey, signLikeGo } from "../../tests/support/access-keys.ts";
import {
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { TEST_PASSWORD } from "../../tests/support/service.ts";
import { createLogin } from "../login/create-login.ts";
import { hmacSha256Hex } from "../secrets/hmac.ts";
import { disableAccount, enableAccount } from "./accounts.ts";

let registry: TestRegistry;
let key: { id: string; secret: string };
beforeAll(async () => {
  registry = await startTestRegistry();
  await registry.grant(registry.organizations.team, registry.member, 3);
  for (const [name, is_public] of [
    ["team/open", 1],
    ["team/closed", 0],
  ] as const) {
    const { content } = await prepareManifest(registry, name, [1]);
    await putManifest(registry, name, "v1", content);
    const image = name.slice("team/".length);
    await registry.deps.db.updateTable("images").set({ is_public }).where("name", "=", image).execute();
  }
  key = await addAccessKey(registry, registry.member);
});
afterAll(() => registry.close());
beforeEach(() => enableAccount(registry.deps, "local"));

const disable = (keepsPublicImages = false) => disableAccount(registry.deps, "local", { keepsPublicImages });

const send = async (path: string, headers: Record<string, string>, method = "GET") =>
  await registry.app.request(path, { method, headers });

const basic = (user: string, password: string) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` });

async function newLogin() {
  const { username, password } = await createLogin(await registry.context(registry.member));
  return basic(username, password);
}

async function bearer(scope: string, headers: Record<string, string> = {}) {
  const answer = await send(`/v2/token?service=localhost&scope=${scope}`, headers);
  const { token } = (await answer.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

const longLived = async () => basic(`local-1@${key.id}`, await hmacSha256Hex(key.secret, key.id));

const signed = () => ({
  ...signLikeGo(key, { path: "/v2/manage/namespaces/", target: "/v2/manage/namespaces" }),
});

/** What proves a member, made while the account is enabled, and where it counts. */
const WAYS: [way: string, path: string, proof: () => Promise<Record<string, string>>, comesBack: boolean][] =
  [
    ["session", "/api/swr/v2/manage/namespaces", () => registry.signIn(registry.member), false],
    ["session in the registry", "/api/registry/v2/_catalog", () => registry.signIn(registry.member), false],
    ["token", "/v2/manage/namespaces", () => registry.token(registry.member), false],
    ["access key", "/v2/manage/namespaces", async () => signed(), true],
    ["temporary login", "/v2/team/closed/tags/list", newLogin, false],
    ["temporary login at the token service", "/v2/token?service=localhost", newLogin, false],
    ["long-lived login", "/v2/team/closed/tags/list", longLived, true],
    [
      "bearer token",
      "/v2/team/closed/tags/list",
      async () => bearer("repository:team/closed:pull", await newLogin()),
      true,
    ],
  ];

test.each(WAYS)("%s", async (_, path, proof, comesBack) => {
  const headers = await proof();
  expect((await send(path, headers)).status).toBe(200);
  await disable();
  expect((await send(path, headers)).status).toBe(401);
  await enableAccount(registry.deps, "local");
  expect((await send(path, headers)).status).toBe(comesBack ? 200 : 401);
});

test("a running upload goes no further", async () => {
  const headers = await bearer("repository:team/closed:pull,push", await newLogin());
  const started = await send("/v2/team/closed/blobs/uploads/", headers, "POST");
  const location = started.headers.get("location") ?? "";
  await disable();
  const chunk = await registry.app.request(location, { method: "PATCH", headers, body: "more" });
  expect(chunk.status).toBe(401);
  await enableAccount(registry.deps, "local");
  expect((await send(location, headers)).headers.get("range")).toBe("0-0");
});

test("the sign-in says so, to whoever knows the password", async () => {
  await disable();
  const signIn = async (password: string) => {
    const body = JSON.stringify({ account: "local", user: "member", password });
    const headers = { "Sec-Fetch-Site": "same-origin" };
    const answer = await registry.app.request("/api/session", { method: "POST", headers, body });
    return [answer.status, await answer.text()];
  };
  expect(await signIn("wrong")).toEqual([401, expect.not.stringContaining("disabled")]);
  expect(await signIn(TEST_PASSWORD)).toEqual([403, expect.stringContaining("the account is disabled")]);

  const user = { name: "member", password: TEST_PASSWORD, domain: { name: "local" } };
  const auth = { identity: { methods: ["password"], password: { user } } };
  const asked = { method: "POST", body: JSON.stringify({ auth }) };
  const token = await registry.app.request("/v3/auth/tokens", asked);
  expect([token.status, await token.text()]).toEqual([
    403,
    expect.stringContaining("the account is disabled"),
  ]);
});

test("public images of a disabled account are out of reach, or stay if the operator says so", async () => {
  const anonymous = await bearer("repository:team/open:pull");
  const stranger = registry.logins.stranger.headers;
  const pulls = async () => {
    const headers = [anonymous, stranger];
    return await Promise.all(
      headers.map(async (one) => (await send("/v2/team/open/manifests/v1", one)).status),
    );
  };
  expect(await pulls()).toEqual([200, 200]);
  await disable();
  expect(await pulls()).not.toContain(200);
  const { accountId, ...other } = await registry.createAccount("looks-on");
  const shown = await send(
    "/v2/manage/namespaces/team/repos/open",
    await registry.token({ accountId, ...other }),
  );
  expect(shown.status).toBe(404);
  await disable(true);
  expect(await pulls()).toEqual([200, 200]);
  expect((await send("/v2/team/closed/manifests/v1", stranger)).status).not.toBe(200);
});
