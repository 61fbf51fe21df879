import { afterEach, beforeEach, expect, test } from "vitest";
import { callsTo } from "../../tests/support/call.ts";
import {
  createTestService,
  TEST_PASSWORD,
  type TestService,
  type TestUser,
} from "../../tests/support/service.ts";

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

async function changeOwn(original_password: string, password: string, id = member.id) {
  return await call("POST", `/v3/users/${id}/password`, { original_password, password }, member);
}

test("an administrator too changes their own with the old one only", async () => {
  const answer = await call("PUT", `${USERS}/${service.admin.id}`, { password: PASSWORD });
  expect(answer.status).toBe(403);
  expect(await signIn("admin", PASSWORD)).toBe(401);
});

test("everyone changes their own password with the old one, which ends what was signed in with it", async () => {
  const headers = await service.signIn(member);
  expect((await changeOwn(TEST_PASSWORD, PASSWORD)).status).toBe(204);
  expect(await signIn("member", TEST_PASSWORD)).toBe(401);
  expect(await signIn("member", PASSWORD)).toBe(200);
  expect((await service.app.request("/api/getting-started", { headers })).status).toBe(401);
});

test("a wrong old password changes nothing, and guessing it slows down as at the sign-in", async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await changeOwn("wrong password", PASSWORD)).status).toBe(400);
  }
  const refused = await changeOwn(TEST_PASSWORD, PASSWORD);
  expect([refused.status, Number(refused.headers.get("Retry-After"))]).toEqual([429, 1]);
  service.advance(1000);
  expect(await signIn("member", TEST_PASSWORD)).toBe(200);
});

test("nobody changes another's password, or takes one that is too short or the user's name", async () => {
  expect((await changeOwn(TEST_PASSWORD, PASSWORD, service.admin.id)).status).toBe(403);
  expect((await changeOwn(TEST_PASSWORD, "short")).status).toBe(400);
  const named = await service.createUser("longer-name");
  const response = await call(
    "POST",
    `/v3/users/${named.id}/password`,
    { original_password: TEST_PASSWORD, password: "Longer-Name" },
    named,
  );
  expect(response.status).toBe(400);
});
