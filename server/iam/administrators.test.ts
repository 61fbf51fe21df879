import { afterEach, beforeEach, expect, test } from "vitest";
import { IAM_CODES } from "../../core/error-codes.ts";
import { callsTo } from "../../tests/support/call.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";
import { deleteUser, updateUser } from "./users.ts";

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

test("administrators cannot shut themselves out", async () => {
  const own = `${USERS}/${service.admin.id}`;
  for (const change of [
    { enabled: false },
    { access_mode: "programmatic" },
    { access_mode: "console" },
    { is_administrator: false },
  ]) {
    expect(await call("PUT", own, change)).toMatchObject({
      status: 403,
      json: { error: { code: 403 }, error_code: `IAM.${IAM_CODES.ownAccessStays}` },
    });
  }
  expect(await call("DELETE", `/v3/users/${service.admin.id}`)).toMatchObject({
    status: 403,
    json: { error_code: `IAM.${IAM_CODES.selfDeletion}` },
  });
  expect((await call("PUT", own, { description: "the first" })).status).toBe(200);
});

test("who is made an administrator is one at once, until it is taken back", async () => {
  const token = await service.token(member);
  const list = async () => (await service.app.request("/v3/users", { headers: token })).status;
  expect(await list()).toBe(403);
  const made = await call("PUT", `${USERS}/${member.id}`, { is_administrator: true });
  expect(made.json).toMatchObject({ user: { is_administrator: true } });
  expect(await list()).toBe(200);
  await call("PUT", `${USERS}/${member.id}`, { is_administrator: false });
  expect(await list()).toBe(403);
  const user = { name: "second", password: PASSWORD, is_administrator: true };
  expect((await call("POST", USERS, user)).json).toMatchObject({ user: { is_administrator: true } });
});

test("two administrators who demote each other at the same time leave one", async () => {
  await call("PUT", `${USERS}/${member.id}`, { is_administrator: true });
  const [first, second] = [await service.context(), await service.context(member)];
  const outcomes = await Promise.allSettled([
    updateUser(first, member.id, { is_administrator: false }),
    updateUser(second, service.admin.id, { enabled: false }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  await expect(deleteUser(second, service.admin.id)).rejects.toMatchObject({
    reason: "lastAdministratorStays",
  });
  expect((await call("GET", "/v3/users")).status).toBe(200);
});
