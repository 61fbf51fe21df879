import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addAccessKey } from "../../tests/support/access-keys.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { findLogin } from "./find-login.ts";

let service: TestService;
let key: { id: string; secret: string };
let password: string;
beforeEach(async () => {
  service = await createTestService();
  key = await addAccessKey(service, service.admin);
  password = createHmac("sha256", key.secret).update(key.id).digest("hex");
});
afterEach(() => service.close());

const logIn = (project = "local-1", secret = password) =>
  findLogin(service.deps, `${project}@${key.id}`, secret);

test("an access key logs in for good", async () => {
  service.advance(400 * 24 * 60 * 60_000);
  expect(await logIn()).toEqual(await service.caller(service.admin, "login"));
});

test("the secret itself, another key's password and another project do not", async () => {
  const other = createHmac("sha256", "x".repeat(40)).update(key.id).digest("hex");
  for (const secret of [key.secret, other, password.toUpperCase(), ""]) {
    expect(await logIn("local-1", secret)).toBeUndefined();
  }
  expect(await logIn("cn-north-4")).toBeUndefined();
});

test("it ends with the key and with the user's programmatic access", async () => {
  const { db } = service.deps;
  await db.updateTable("access_keys").set({ is_active: 0 }).execute();
  expect(await logIn()).toBeUndefined();
  await db.updateTable("access_keys").set({ is_active: 1 }).execute();
  await db.updateTable("users").set({ access_mode: "console" }).execute();
  expect(await logIn()).toBeUndefined();
  const authorization = `Basic ${btoa(`local-1@${key.id}:${password}`)}`;
  const refused = await service.app.request("/v2/token", { headers: { authorization } });
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({
    errors: [{ message: expect.stringMatching(/^denied: Authenticate Error/) }],
  });
  await db.updateTable("users").set({ access_mode: "default" }).execute();
  expect(await logIn()).toBeDefined();
  await db.deleteFrom("access_keys").execute();
  expect(await logIn()).toBeUndefined();
});

test("its use is written down", async () => {
  await logIn("local-1", "wrong");
  const unused = await service.deps.db.selectFrom("access_keys").select("last_used_at").execute();
  expect(unused).toEqual([{ last_used_at: null }]);
  await logIn();
  const used = await service.deps.db.selectFrom("access_keys").select("last_used_at").execute();
  expect(used).toEqual([{ last_used_at: "2026-03-01T08:00:00.000Z" }]);
});

test("a key that was sealed under a key file that is lost opens nothing, and breaks nothing", async () => {
  service.deps.signingKey = new Uint8Array(32).fill(8);
  expect(await logIn()).toBeUndefined();
  const authorization = `SDK-HMAC-SHA256 Access=${key.id}, SignedHeaders=host, Signature=${"0".repeat(64)}`;
  const headers = { authorization, "X-Sdk-Date": "20260301T080000Z" };
  expect((await service.app.request("/v2/manage/namespaces", { headers })).status).toBe(401);
});
