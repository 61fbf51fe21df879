import { afterAll, beforeAll, expect, test } from "vitest";
import { shareLedgerOperations } from "../../core/console-operations/shares.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

let service: TestService;
let partner: TestUser;
let manager: TestUser;

/** By when they end: `app` with the partner in a day, `web` with both in a month, `open` (public) and `db` never. */
beforeAll(async () => {
  service = await createTestService();
  const team = await service.createOrganization("team");
  const ops = await service.createOrganization("ops");
  partner = await service.createAccount("partner");
  const second = await service.createAccount("second");
  manager = await service.createUser("manager");
  for (const [organization, name] of [
    [team, "app"],
    [team, "web"],
    [team, "open"],
    [ops, "db"],
  ] as const) {
    const image = await service.createImage(organization, name);
    if (name === "db") await service.grantOnImage(image, manager, 7);
    if (name === "web") await service.grantOnImage(image, manager, 3);
  }
  await share("team/app", "partner", "2026-03-01T00:00:00Z", "for the pilot");
  await share("team/web", "partner", "2026-03-31T00:00:00Z");
  await share("team/web", "second", "2026-03-31T00:00:00Z");
  await share("team/open", "partner", "forever");
  await share("ops/db", "partner", "forever");
  const { db } = service.deps;
  await db.updateTable("images").set({ is_public: 1 }).where("name", "=", "open").execute();
  await db.updateTable("accounts").set({ enabled: 0 }).where("id", "=", second.accountId).execute();
});
afterAll(() => service.close());

async function share(image: string, access_domain: string, deadline: string, description = "") {
  const [organization, name] = image.split("/");
  const path = `/v2/manage/namespaces/${organization}/repositories/${name}/access-domains`;
  const body = JSON.stringify({ access_domain, permit: "read", deadline, description });
  const answer = await service.app.request(path, { method: "POST", headers: await service.token(), body });
  expect(answer.status).toBe(201);
}

async function list(query: string, by: TestUser = service.admin) {
  const answer = await service.app.request(`/api/shares?${query}`, { headers: await service.signIn(by) });
  expect(answer.status).toBe(200);
  return shareLedgerOperations.ListShares.response.parse(await answer.json());
}

const images = async (query: string, by?: TestUser) =>
  (await list(query, by)).shares.map(({ repository, account }) => `${repository} ${account}`);

test("it needs a sign-in, a direction and bounds in range", async () => {
  expect((await service.app.request("/api/shares?direction=out")).status).toBe(401);
  for (const query of ["", "direction=up", "direction=out&limit=1001", "direction=out&ends_within_days=0"]) {
    const headers = await service.signIn();
    expect((await service.app.request(`/api/shares?${query}`, { headers })).status).toBe(400);
  }
});

test("own shares are listed by when they end", async () => {
  const { total, shares } = await list("direction=out");
  expect(total).toBe(5);
  expect(shares.map(({ repository, account, state }) => [repository, account, state])).toEqual([
    ["app", "partner", "in_force"],
    ["web", "partner", "in_force"],
    ["web", "second", "disabled"],
    ["open", "partner", "public"],
    ["db", "partner", "in_force"],
  ]);
  expect(shares[0]).toEqual({
    id: expect.any(Number),
    namespace: "team",
    repository: "app",
    account: "partner",
    deadline: "2026-03-01T00:00:00Z",
    ends_at: "2026-03-02T00:00:00.000Z",
    state: "in_force",
    created: "2026-03-01T08:00:00.000Z",
    updated: "2026-03-01T08:00:00.000Z",
    description: "for the pilot",
    creator_name: "admin",
  });
  expect(shares.at(-1)?.ends_at).toBeNull();
});

test("shares of others are listed without their description and maker", async () => {
  const { total, shares } = await list("direction=in", await service.createUser("reader", partner.accountId));
  expect(total).toBe(4);
  expect(shares[0]).toMatchObject({ namespace: "team", repository: "app", account: "local" });
  expect(shares[0]).not.toHaveProperty("description");
  expect(shares[0]).not.toHaveProperty("creator_name");
  expect(await images("direction=in")).toEqual([]);
  expect(await images("direction=out", partner)).toEqual([]);
});

test("own shares are listed only for images one may share", async () => {
  expect(await images("direction=out", manager)).toEqual(["db partner"]);
});

test.each([
  ["namespace=ops", ["db partner"]],
  ["namespace=op", []],
  ["namespace_contains=OP", ["db partner"]],
  ["repository=p", ["app partner", "open partner"]],
  ["account=SEC", ["web second"]],
  ["state=public", ["open partner"]],
  ["state=disabled", ["web second"]],
  ["state=ended", []],
  ["ends_within_days=7", ["app partner"]],
  ["ends_within_days=31", ["app partner", "web partner", "web second"]],
  ["ends_within_days=31&state=in_force", ["app partner", "web partner"]],
  ["limit=1&offset=1", ["web partner"]],
  ["limit=2&order_type=desc", ["db partner", "open partner"]],
])("narrowed by %s", async (query, expected) => {
  expect(await images(`direction=out&${query}`)).toEqual(expected);
});

test("ended shares are listed as ended, and not as ending soon", async () => {
  service.advance(DAY_MS);
  expect(await images("direction=out&state=ended")).toEqual(["app partner"]);
  expect(await images("direction=in&state=ended", partner)).toEqual(["app local"]);
  expect(await images("direction=out&ends_within_days=7")).toEqual([]);
});
