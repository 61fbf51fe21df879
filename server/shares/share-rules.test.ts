import { afterEach, beforeEach, expect, test } from "vitest";
import { localEdition } from "../../core/editions.ts";
import { shareOperations } from "../../core/operations/shares.ts";
import { callsTo } from "../../tests/support/call.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

const PATH = "/v2/manage/namespaces/team/repos/group$web/shares";
const DOMAINS = "/v2/manage/namespaces/team/repositories/group$web/access-domains";
const TERMS = { permission: "read", deadline: "forever" };

let service: TestService;
let organization: number;
let first: TestUser;
let second: TestUser;

beforeEach(async () => {
  service = await createTestService({ config: { edition: { ...localEdition, accountsPerSharedImage: 3 } } });
  organization = await service.createOrganization("team");
  await service.createImage(organization, "group/web");
  first = await service.createAccount("first");
  second = await service.createAccount("second");
});
afterEach(() => service.close());

const call = callsTo(() => service);

const share = (share_principals: unknown, terms: object = {}, by?: TestUser) =>
  call("POST", PATH, { body: { share_type: "account", ...TERMS, ...terms, share_principals }, by });

async function list(query = "") {
  const { status, json } = await call("GET", PATH + query);
  expect(status).toBe(200);
  return shareOperations.ListRepoShares.response.parse(json);
}

async function ruleWithBoth(terms: object = {}) {
  expect((await share([first.accountId, second.accountId], terms)).status).toBe(201);
  const [rule] = await list();
  if (!rule) throw new Error("no rule was made");
  return rule;
}

const accounts = async () =>
  shareOperations.ListRepoDomains.response
    .parse((await call("GET", DOMAINS)).json)
    .map(({ access_domain, deadline, description }) => [access_domain, deadline, description]);

test("every operation needs a sign-in and the right to share", async () => {
  const { id } = await ruleWithBoth();
  const editor = await service.createUser("editor");
  await service.grant(organization, editor, 3);
  const stranger = await service.createAccount("third");
  for (const [method, path, body] of [
    ["POST", PATH, { share_type: "account", share_principals: [first.accountId], ...TERMS }],
    ["GET", PATH, undefined],
    ["GET", `${PATH}/${id}`, undefined],
    ["PATCH", `${PATH}/${id}`, TERMS],
    ["DELETE", `${PATH}/${id}`, undefined],
  ] as const) {
    expect((await service.app.request(path, { method })).status).toBe(401);
    expect((await call(method, path, { body, by: editor })).status).toBe(403);
    expect((await call(method, path, { body, by: first })).status).toBe(403);
    expect((await call(method, path, { body, by: stranger })).status).toBe(404);
  }
});

test("accounts named together make one rule, which each of both families shows", async () => {
  const rule = await ruleWithBoth({ deadline: "2026-03-31T00:00:00Z", description: "for the pilot" });
  expect(rule).toEqual({
    id: expect.any(String),
    namespace: "team",
    repository: "group/web",
    share_type: "account",
    share_principals: [first.accountId, second.accountId],
    permission: "read",
    deadline: "2026-03-31T00:00:00Z",
    description: "for the pilot",
    creator_id: service.admin.id,
    creator_name: "admin",
  });
  expect((await call("GET", `${PATH}/${rule.id}`)).json).toEqual(rule);
  expect(await accounts()).toEqual([
    ["first", "2026-03-31T00:00:00Z", "for the pilot"],
    ["second", "2026-03-31T00:00:00Z", "for the pilot"],
  ]);
  expect(await list("?share_type=account")).toEqual([rule]);
  expect(await list("?share_type=organization")).toEqual([]);
});

test("a rule is changed and ended as a whole", async () => {
  const { id } = await ruleWithBoth({ description: "for the pilot" });
  const change = { permission: "read", deadline: "2026-03-31T00:00:00Z" };
  expect((await call("PATCH", `${PATH}/${id}`, { body: change })).status).toBe(201);
  expect(await accounts()).toEqual([
    ["first", "2026-03-31T00:00:00Z", "for the pilot"],
    ["second", "2026-03-31T00:00:00Z", "for the pilot"],
  ]);
  await call("PATCH", `${PATH}/${id}`, { body: { ...change, description: "" } });
  expect(await list()).toMatchObject([{ id, description: "", share_principals: { length: 2 } }]);
  expect((await call("DELETE", `${PATH}/${id}`)).status).toBe(204);
  expect(await accounts()).toEqual([]);
});

test("one account's share changed by itself leaves its rule", async () => {
  const { id } = await ruleWithBoth();
  await call("PATCH", `${DOMAINS}/second`, { body: { permit: "read", deadline: "2026-03-31T00:00:00Z" } });
  const rules = await list();
  expect(rules).toMatchObject([
    { id, share_principals: [first.accountId], deadline: "forever" },
    { share_principals: [second.accountId], deadline: "2026-03-31T00:00:00Z" },
  ]);
  await call("DELETE", `${PATH}/${id}`);
  expect(await accounts()).toEqual([["second", "2026-03-31T00:00:00Z", ""]]);
  // What is alone in its rule stays there.
  await call("PATCH", `${DOMAINS}/second`, { body: { permit: "read", deadline: "forever" } });
  expect(await list()).toMatchObject([{ id: rules[1]?.id, deadline: "forever" }]);
});

test("of several accounts all get the share, or none", async () => {
  await share([second.accountId]);
  for (const [principals, status, code] of [
    [[first.accountId, second.accountId], 409, "4090089"],
    [[first.accountId, "0".repeat(32)], 400, "4001041"],
    [[first.accountId, service.admin.accountId], 400, "4001041"],
  ] as const) {
    expect(await share(principals)).toMatchObject({ status, code });
    expect(await accounts()).toEqual([["second", "forever", ""]]);
  }
  // The same one twice is one.
  expect((await share([first.accountId, first.accountId])).status).toBe(201);
});

test("organizations of accounts are refused in words, and so is a form it has not", async () => {
  const answer = await share(["o-1/ou-2"], { share_type: "organization" });
  expect(answer).toMatchObject({ status: 400, code: "4000014" });
  expect(answer.text).toContain("no organizations of accounts");
  for (const body of [{ share_type: "user" }, { permission: "write" }, { deadline: "2026-03-31" }]) {
    expect((await share([first.accountId], body)).status).toBe(400);
  }
  expect((await share([])).status).toBe(400);
  expect((await share(Array.from({ length: 501 }, () => first.accountId))).status).toBe(400);
  expect((await share(first.accountId)).status).toBe(400);
});

test("no more accounts than the edition allows", async () => {
  await ruleWithBoth();
  const more = [await service.createAccount("third"), await service.createAccount("fourth")];
  const ids = more.map(({ accountId }) => accountId);
  expect(await share(ids)).toMatchObject({ status: 400, code: "4000100" });
  expect((await share(ids.slice(1))).status).toBe(201);
});

test("an absent rule, and one of another image, is not there", async () => {
  const { id } = await ruleWithBoth();
  await service.createImage(organization, "other");
  for (const path of [`${PATH}/none`, `${PATH.replace("group$web", "other")}/${id}`]) {
    for (const [method, body] of [
      ["GET", undefined],
      ["PATCH", TERMS],
      ["DELETE", undefined],
    ] as const) {
      expect(await call(method, path, { body })).toMatchObject({ status: 404, code: "4040091" });
    }
  }
});
