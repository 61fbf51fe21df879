import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

const ask = async (method: string, user: TestUser) =>
  service.app.request("/v2/manage/agency", { method, headers: await service.token(user) });

test("an administrator gives an account's consent, once", async () => {
  const other = await service.createAccount("other");
  const member = await service.createUser("member");
  const given = async (user: TestUser) => (await ask("GET", user)).json();
  expect(await given(member)).toEqual({ domain_id: service.admin.accountId, is_agency: false });
  expect((await ask("POST", member)).status).toBe(403);
  expect([(await ask("POST", service.admin)).status, (await ask("POST", service.admin)).status]).toEqual([
    204, 409,
  ]);
  expect(await given(member)).toMatchObject({ is_agency: true });
  expect(await given(other)).toMatchObject({ is_agency: false });
});
