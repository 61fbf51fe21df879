import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";
import { createLogin } from "../login/create-login.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

async function show(user: TestUser = service.admin): Promise<unknown> {
  const response = await service.app.request("/api/getting-started", { headers: await service.signIn(user) });
  expect(response.status).toBe(200);
  return await response.json();
}

const nothing = { organization: false, login: false, push: false, deploy: false };

test("each step is ticked by its fact, for the account that did it", async () => {
  const stranger = await service.createAccount("stranger");
  expect(await show()).toEqual(nothing);

  const organization = await service.createOrganization("shop");
  expect(await show()).toEqual({ ...nothing, organization: true });
  await service.createImage(organization, "web", { tag_count: 1 });
  expect(await show()).toMatchObject({ push: true, deploy: false });
  await service.deps.db
    .insertInto("account_days")
    .values({ account_id: service.admin.accountId, date: "2026-03-01", stored_change: 0, pulled_bytes: 9 })
    .execute();
  expect(await show()).toMatchObject({ login: false, deploy: true });
  expect(await show(stranger)).toEqual(nothing);
});

test("a login still counts once it has ended", async () => {
  const context = await service.context();
  await createLogin(context, 60);
  service.advance(61_000);
  await createLogin(context, 60);
  expect(await show()).toMatchObject({ login: true });
});

test("an access key still counts once it is deleted", async () => {
  const headers = await service.token();
  const keys = "/v3.0/OS-CREDENTIAL/credentials";
  const body = JSON.stringify({ credential: { user_id: service.admin.id } });
  const created = await service.app.request(keys, { method: "POST", headers, body });
  const { credential } = (await created.json()) as { credential: { access: string } };
  await service.app.request(`${keys}/${credential.access}`, { method: "DELETE", headers });
  expect(await show()).toMatchObject({ login: true });
});

test("callers who are not signed in are refused", async () => {
  expect((await service.app.request("/api/getting-started")).status).toBe(401);
});
