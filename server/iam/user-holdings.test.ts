import { afterEach, beforeEach, expect, test } from "vitest";
import { HOLDINGS_MAX } from "../../core/limits.ts";
import { addAccessKey } from "../../tests/support/access-keys.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";
import { createLogin } from "../login/create-login.ts";
import { updateUser } from "./users.ts";

let service: TestService;
let member: TestUser;
beforeEach(async () => {
  service = await createTestService();
  member = await service.createUser("member");
});
afterEach(() => service.close());

async function ask(ids: readonly string[], by?: TestUser) {
  const headers = await service.signIn(by);
  const response = await service.app.request(`/api/user-holdings?ids=${ids.join(",")}`, { headers });
  return { status: response.status, json: await response.json() };
}

const nothing = { organizationGrants: 0, imageGrants: 0, accessKeys: 0, sessions: 0, tokens: 0, logins: 0 };

test("counts what a user holds, and of sign-ins those that go on", async () => {
  const organization = await service.createOrganization("team");
  await service.grant(organization, member, 3);
  for (const name of ["web", "api"]) {
    await service.grantOnImage(await service.createImage(organization, name), member, 1);
  }
  await addAccessKey(service, member);
  await service.signIn(member);
  await service.token(member);
  await service.token(member);
  await createLogin(await service.context(member));
  const held = {
    organizationGrants: 1,
    imageGrants: 2,
    accessKeys: 1,
    sessions: 1,
    tokens: 2,
    logins: 1,
  };
  expect(await ask([member.id])).toEqual({ status: 200, json: { users: [{ id: member.id, ...held }] } });

  await updateUser(await service.context(), member.id, { enabled: false });
  const left = { ...held, sessions: 0, tokens: 0, logins: 0 };
  expect((await ask([member.id])).json).toEqual({ users: [{ id: member.id, ...left }] });
});

test("what has ended by itself is not counted", async () => {
  await service.signIn(member);
  await service.token(member);
  await createLogin(await service.context(member));
  service.advance(48 * 60 * 60_000);
  expect((await ask([member.id])).json).toEqual({ users: [{ id: member.id, ...nothing }] });
});

test("other accounts' users are left out, and only administrators may ask", async () => {
  const stranger = await service.createAccount("other");
  expect((await ask([stranger.id, "unknown"])).json).toEqual({ users: [] });
  expect((await ask([member.id], member)).status).toBe(403);
  expect((await service.app.request(`/api/user-holdings?ids=${member.id}`)).status).toBe(401);
});

test("holdings of more users than the limit are refused", async () => {
  const ids = Array.from({ length: HOLDINGS_MAX }, () => member.id);
  expect((await ask(ids)).status).toBe(200);
  expect((await ask([...ids, member.id])).status).toBe(400);
});
