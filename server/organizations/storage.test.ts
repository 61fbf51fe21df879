import { afterEach, beforeEach, expect, test } from "vitest";
import { storageOperations } from "../../core/console-operations/storage.ts";
import { GB, QUOTA_MAX_BYTES, QUOTA_MIN_BYTES } from "../../core/quota.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

let service: TestService;
let team: number;
let member: TestUser;
beforeEach(async () => {
  service = await createTestService();
  team = await service.createOrganization("team");
  member = await service.createUser("member");
});
afterEach(() => service.close());

async function list(user?: TestUser) {
  const response = await service.app.request("/api/storage", { headers: await service.signIn(user) });
  return storageOperations.ListOrganizationStorage.response.parse(await response.json()).organizations;
}

async function set(quota_bytes: unknown, { name = "team", by }: { name?: string; by?: TestUser } = {}) {
  const headers = await service.signIn(by);
  const body = JSON.stringify({ quota_bytes });
  const response = await service.app.request(`/api/storage/${name}`, { method: "PUT", headers, body });
  const answer = (await response.json()) as { error_code?: string };
  return { status: response.status, answer };
}

test("shows what the images of each organization store", async () => {
  await service.createOrganization("empty");
  await service.createImage(team, "app", { size: 300 });
  await service.createImage(team, "web", { size: 40 });
  expect(await list()).toEqual([
    { name: "empty", stored_bytes: 0, quota_bytes: null },
    { name: "team", stored_bytes: 340, quota_bytes: null },
  ]);
  await service.deps.db.updateTable("images").set({ size: 1 }).where("name", "=", "app").execute();
  await service.deps.db.deleteFrom("images").where("name", "=", "web").execute();
  expect(await list()).toMatchObject([{}, { stored_bytes: 1 }]);
});

test("whoever manages the organization sets a quota, changes it and takes it back", async () => {
  await service.grant(team, member, 7);
  await service.createImage(team, "app", { size: 2 * GB });
  const storage = { name: "team", stored_bytes: 2 * GB };
  for (const quota_bytes of [5 * GB, 1.5 * GB, QUOTA_MIN_BYTES, QUOTA_MAX_BYTES, null]) {
    expect(await set(quota_bytes, { by: member })).toEqual({
      status: 200,
      answer: { ...storage, quota_bytes },
    });
    expect(await list(member)).toEqual([{ ...storage, quota_bytes }]);
  }
});

test("readers and editors see it, others do not, and none of them sets it", async () => {
  expect(await list(member)).toEqual([]);
  await service.grant(team, member, 3);
  expect(await list(member)).toHaveLength(1);
  const stranger = await service.createAccount("stranger");
  expect(await list(stranger)).toEqual([]);
  for (const [by, status] of [
    [member, 403],
    [stranger, 404],
  ] as const) {
    expect((await set(GB, { by })).status).toBe(status);
  }
  expect((await set(GB, { name: "none" })).status).toBe(404);
  expect(await list()).toMatchObject([{ quota_bytes: null }]);
});

test.each([0, -1, QUOTA_MIN_BYTES - 1, QUOTA_MAX_BYTES + 1, 1.5, "5", true, undefined])(
  "no quota of %s",
  async (quota) => {
    const { status, answer } = await set(quota);
    expect([status, answer.error_code]).toEqual([400, "SVCSTG.SWR.4001018"]);
  },
);

test("callers who are not signed in are refused", async () => {
  expect((await service.app.request("/api/storage")).status).toBe(401);
  const put = { method: "PUT", headers: { "Sec-Fetch-Site": "same-origin" }, body: '{"quota_bytes":null}' };
  expect((await service.app.request("/api/storage/team", put)).status).toBe(401);
});
