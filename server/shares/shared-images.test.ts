import { afterEach, beforeEach, expect, test } from "vitest";
import { sharedImageOperations } from "../../core/operations/shared-images.ts";
import { callsTo } from "../../tests/support/call.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

const V2 = "/v2/manage/shared-repositories";
const V3 = "/v3/manage/shared-repositories";
const DAY_MS = 24 * 60 * 60 * 1000;

let service: TestService;
let organization: number;
let partner: TestUser;
/** An ordinary user of the partner's, without any grant. */
let reader: TestUser;

beforeEach(async () => {
  service = await createTestService();
  organization = await service.createOrganization("team");
  partner = await service.createAccount("partner");
  reader = await service.createUser("reader", partner.accountId);
});
afterEach(() => service.close());

const call = callsTo(() => service);

async function share(name: string, { deadline = "forever", account = "partner", by = service.admin } = {}) {
  const path = `/v2/manage/namespaces/team/repositories/${name.replaceAll("/", "$")}/access-domains`;
  const answer = await call("POST", path, {
    body: { access_domain: account, permit: "read", deadline },
    by,
  });
  expect(answer.status).toBe(201);
}

async function list(query: string, by: TestUser = reader) {
  const { status, json, headers } = await call("GET", `${V2}?${query}`, { by });
  expect(status).toBe(200);
  const rows = sharedImageOperations.ListSharedReposDetails.response.parse(json);
  return { rows, range: headers.get("content-range") };
}

const names = async (query: string, by?: TestUser) =>
  (await list(query, by)).rows.map(({ namespace, name }) => `${namespace}/${name}`);

async function pages(query: string, by: TestUser = reader) {
  const shown: [name: string, status: boolean | undefined][] = [];
  for (let marker: number | undefined = 0; marker !== undefined; ) {
    const { json } = await call("GET", `${V3}?${query}&limit=2&marker=${marker}`, { by });
    const page = sharedImageOperations.ListSharedRepoDetails.response.parse(json);
    shown.push(...page.repos.map(({ name, status }): [string, boolean | undefined] => [name, status]));
    marker = page.nextMarker;
  }
  return shown;
}

test("both need a sign-in and a side", async () => {
  for (const path of [`${V2}?center=self`, `${V3}?shared_by=self`]) {
    expect((await service.app.request(path)).status).toBe(401);
  }
  expect(await call("GET", V2)).toMatchObject({ status: 400, code: "4001014" });
  expect(await call("GET", V3)).toMatchObject({ status: 400, code: "4001025" });
  expect((await call("GET", `${V2}?center=others`)).status).toBe(400);
  expect((await call("GET", `${V2}?center=self&limit=0`)).status).toBe(400);
  const column = await call("GET", `${V2}?center=self&order_column=updated_time&order_type=asc`);
  expect(column).toMatchObject({ status: 400, code: "4001096" });
});

test("what is shared shows on both sides, and not among the other account's own", async () => {
  const columns = { size: 7, tag_count: 2, download_count: 3, description: "A shop.", category: "linux" };
  await service.createImage(organization, "shop/web", columns);
  await service.createImage(organization, "kept");
  await share("shop/web");
  const { rows, range } = await list("center=thirdparty");
  const expected = {
    name: "shop/web",
    namespace: "team",
    domain_name: "local",
    path: "localhost/team/shop/web",
    description: "A shop.",
    category: "linux",
    size: 7,
    num_images: 2,
    num_download: 3,
    is_public: false,
    tags: [],
    total_range: 1,
  };
  expect(rows).toMatchObject([{ ...expected, status: true }]);
  expect(range).toBe("0-1/1");
  expect((await list("center=self", service.admin)).rows).toMatchObject([{ ...expected, status: false }]);
  expect(await names("center=self")).toEqual([]);
  expect(await names("center=thirdparty", service.admin)).toEqual([]);
  expect((await call("GET", "/v2/manage/repos", { by: partner })).json).toEqual([]);
  expect((await call("GET", "/v3/manage/repos", { by: partner })).json).toMatchObject({ repos: [] });
});

test("an image shared with several accounts is in one's own list once, for those who see it", async () => {
  await service.createAccount("second");
  await service.createImage(organization, "web");
  await share("web");
  await share("web", { account: "second" });
  expect(await names("center=self", service.admin)).toEqual(["team/web"]);
  const user = await service.createUser("user");
  expect(await names("center=self", user)).toEqual([]);
  await service.grant(organization, user, 1);
  expect(await names("center=self", user)).toEqual(["team/web"]);
});

test("what has ended stays, with nothing newer than the share", async () => {
  const columns = { size: 7, tag_count: 2, description: "secret plans", category: "linux" };
  const image = await service.createImage(organization, "web", columns);
  await share("web", { deadline: "2026-03-01T00:00:00Z" });
  service.advance(DAY_MS);
  const { db } = service.deps;
  await db
    .updateTable("images")
    .set({ updated_at: "2026-03-02T09:00:00.000Z" })
    .where("id", "=", image)
    .execute();
  const { rows } = await list("center=thirdparty");
  expect(rows).toMatchObject([
    {
      name: "web",
      namespace: "team",
      domain_name: "local",
      status: false,
      size: 0,
      num_images: 0,
      description: "",
      category: "",
      tags: [],
      updated_at: "2026-03-01T08:00:00.000Z",
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain("secret");
  expect(await pages("shared_by=thirdparty")).toEqual([["web", false]]);
});

test("a public image counts as shared; with one of the accounts disabled nothing does", async () => {
  const image = await service.createImage(organization, "web");
  await share("web");
  const { db } = service.deps;
  await db.updateTable("images").set({ is_public: 1 }).where("id", "=", image).execute();
  expect((await list("center=thirdparty")).rows).toMatchObject([{ status: true, is_public: true }]);
  await db.updateTable("accounts").set({ enabled: 0 }).where("name", "=", "local").execute();
  expect((await list("center=thirdparty")).rows).toMatchObject([{ status: false, is_public: false }]);
});

test("shared images are narrowed, sorted and cut into pages", async () => {
  const second = await service.createAccount("second");
  const other = await service.createOrganization("alien", second);
  await service.createImage(organization, "a/web", { tag_count: 1, updated_at: "2026-01-03T00:00:00.000Z" });
  await service.createImage(organization, "b/web", { tag_count: 3, updated_at: "2026-01-01T00:00:00.000Z" });
  await service.createImage(other, "c", { tag_count: 2, updated_at: "2026-01-02T00:00:00.000Z" });
  await share("a/web");
  await share("b/web", { deadline: "2026-03-01T00:00:00Z" });
  const theirs = "/v2/manage/namespaces/alien/repositories/c/access-domains";
  const body = { access_domain: "partner", permit: "read", deadline: "forever" };
  await call("POST", theirs, { body, by: second });
  const all = "center=thirdparty";
  const order = (column: string, type = "asc") => names(`${all}&order_column=${column}&order_type=${type}`);
  expect(await names(all)).toEqual(["team/a/web", "alien/c", "team/b/web"]);
  expect(await order("updated_at")).toEqual(["team/b/web", "alien/c", "team/a/web"]);
  expect(await order("name", "desc")).toEqual(["alien/c", "team/b/web", "team/a/web"]);
  expect(await order("tag_count")).toEqual(["team/a/web", "alien/c", "team/b/web"]);
  expect((await order("namespace"))[0]).toBe("alien/c");
  expect((await order("domain_name", "desc"))[0]).toBe("alien/c");
  expect(await names(`${all}&domain_name=second`)).toEqual(["alien/c"]);
  expect(await names(`${all}&namespace=tea`)).toEqual([]);
  expect(await names("filter=center::thirdparty|namespace::tea|name::b$w")).toEqual(["team/b/web"]);
  const { rows, range } = await list(`${all}&limit=1&offset=1`);
  expect([rows[0]?.name, rows[0]?.total_range, range]).toEqual(["c", 3, "1-1/3"]);
  service.advance(DAY_MS);
  expect(await names(`${all}&status=false`)).toEqual(["team/b/web"]);
  expect((await names(`${all}&status=true`)).sort()).toEqual(["alien/c", "team/a/web"]);
  expect(await names("center=self&status=false", service.admin)).toEqual(["team/b/web"]);
  expect(await pages("shared_by=thirdparty")).toEqual([
    ["a/web", true],
    ["b/web", false],
    ["c", true],
  ]);
  expect(await pages("shared_by=thirdparty&status=true&name=web")).toEqual([["a/web", true]]);
  expect(await pages("shared_by=thirdparty&namespace=alien")).toEqual([["c", true]]);
});

test("the console's sessions are told until when, of what is shared with them", async () => {
  await service.createImage(organization, "web");
  await share("web", { deadline: "2999-03-31T00:00:00Z" });
  const seen = async (by: TestUser, center: string) => {
    const answer = await service.app.request(`/api/swr${V2}?center=${center}`, {
      headers: await service.signIn(by),
    });
    return sharedImageOperations.ListSharedReposDetails.response.parse(await answer.json());
  };
  expect(await seen(reader, "thirdparty")).toMatchObject([{ name: "web", deadline: "2999-03-31T00:00:00Z" }]);
  for (const rows of [await seen(service.admin, "self"), (await list("center=thirdparty")).rows]) {
    expect(rows).toMatchObject([{ name: "web" }]);
    expect(rows[0]).not.toHaveProperty("deadline");
  }
});
