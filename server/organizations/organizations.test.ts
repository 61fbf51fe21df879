import { afterEach, beforeEach, expect, test } from "vitest";
import { localEdition } from "../../core/editions.ts";
import { swrErrorBodySchema } from "../../core/errors.ts";
import { organizationOperations } from "../../core/operations/organizations.ts";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

const PATH = "/v2/manage/namespaces";

let service: TestService;
let member: TestUser;

beforeEach(async () => {
  service = await createTestService({
    config: { edition: { ...localEdition, organizationsPerAccount: 3 } },
  });
  member = await service.createUser("member");
});
afterEach(() => service.close());

const call = callsTo(() => service);

const create = (namespace: unknown, user?: TestUser) => call("POST", PATH, { body: { namespace }, by: user });

async function list(query = "", user?: TestUser) {
  const { status, text } = await call("GET", PATH + query, { by: user });
  expect(status).toBe(200);
  return organizationOperations.ListNamespaces.response.parse(JSON.parse(text)).namespaces;
}

const names = async (query = "", user?: TestUser) => (await list(query, user)).map(({ name }) => name);

test("every operation needs a sign-in", async () => {
  for (const [method, path] of [
    ["POST", PATH],
    ["GET", PATH],
    ["GET", `${PATH}/team`],
    ["DELETE", `${PATH}/team`],
  ] as const) {
    for (const headers of [{}, { "X-Auth-Token": "made up" }] as Record<string, string>[]) {
      const response = await service.app.request(path, { method, headers });
      expect(response.status).toBe(401);
      expect(swrErrorBodySchema.parse(await response.json()).error_code).toBe("SVCSTG.SWR.4010000");
    }
  }
});

test("a new organization is empty and its creator manages it", async () => {
  expect(await create("team", member)).toMatchObject({ status: 201, text: "{}" });
  expect(await list("", member)).toEqual([
    {
      id: expect.any(Number),
      name: "team",
      creator_name: "member",
      auth: 7,
      access_user_count: 1,
      repo_count: 0,
    },
  ]);
});

test("names against the rules, reserved ones and hostile ones are refused", async () => {
  for (const name of ["", "Team", "library", "manage", "v2", "a..b", ...HOSTILE_STRINGS]) {
    const { status, code } = await create(name);
    expect([name, status, code]).toEqual([name, 400, "4001028"]);
  }
  expect((await create("Team")).text).toContain("it may have lower-case letters, digits and . _ -");
  expect((await create(undefined)).status).toBe(400);
  expect((await create(7)).status).toBe(400);
  expect(await names()).toEqual([]);
});

test("a name is taken for every account of the region", async () => {
  const stranger = await service.createAccount("other");
  await create("team");
  for (const user of [service.admin, stranger]) {
    const { status, code } = await create("team", user);
    expect([status, code]).toEqual([409, "4090060"]);
  }
});

test("the quota counts the account's own, and a refused one leaves nothing", async () => {
  const stranger = await service.createAccount("other");
  await create("theirs", stranger);
  for (const name of ["a1", "a2", "a3"]) expect((await create(name)).status).toBe(201);
  const { status, code } = await create("a4");
  expect([status, code]).toEqual([400, "4000097"]);
  expect(await names()).toEqual(["a1", "a2", "a3"]);
  expect((await create("a4", stranger)).status).toBe(201);
});

test("the list holds what the caller may see, with the caller's level", async () => {
  const stranger = await service.createAccount("other");
  await service.createOrganization("theirs", stranger);
  const read = await service.createOrganization("read");
  const hidden = await service.createOrganization("hidden");
  const single = await service.createOrganization("single");
  await service.grant(read, member, 1);
  const image = await service.createImage(single, "web");
  await service.createImage(read, "api");
  await service.grantOnImage(image, member, 3);
  expect(await names()).toEqual(["hidden", "read", "single"]);
  expect(await list("", member)).toMatchObject([{ id: read, auth: 1, access_user_count: 1, repo_count: 1 }]);
  expect(await list("?filter=mode::visible", member)).toMatchObject([
    { name: "read", auth: 1 },
    { name: "single", auth: 1, access_user_count: 0 },
  ]);
  expect((await list()).find(({ id }) => id === hidden)?.auth).toBe(7);
});

test("a parameter names one organization, a filter key a part of the name", async () => {
  for (const name of ["team", "team-a", "b"]) await service.createOrganization(name);
  expect(await names("?namespace=team")).toEqual(["team"]);
  expect(await names("?filter=namespace::eam")).toEqual(["team", "team-a"]);
  expect(await names("?namespace=b&filter=namespace::team-")).toEqual(["team-a"]);
  expect(await names("?filter=")).toEqual(["b", "team", "team-a"]);
});

test("wildcards and hostile text in a filter are plain text", async () => {
  await service.createOrganization("team");
  for (const text of HOSTILE_STRINGS.filter((text) => !/[|]/.test(text))) {
    expect(await names(`?filter=${encodeURIComponent(`namespace::${text}`)}`)).toEqual([]);
    expect(await names(`?namespace=${encodeURIComponent(text)}`)).toEqual([]);
  }
});

test("a filter of another form or with an unknown key is refused", async () => {
  for (const filter of ["namespace", "::", "name::x", "namespace:team"]) {
    const { status, code } = await call("GET", `${PATH}?filter=${filter}`);
    expect([filter, status, code]).toEqual([filter, 400, "4001035"]);
  }
});

test("showing needs a level on it; another account's does not exist", async () => {
  const stranger = await service.createAccount("other");
  const id = await service.createOrganization("team");
  const shown = await call("GET", `${PATH}/team`);
  expect(JSON.parse(shown.text)).toEqual({ id, name: "team", creator_name: "admin", auth: 7 });
  const forbidden = await call("GET", `${PATH}/team`, { by: member });
  expect([forbidden.status, forbidden.code]).toEqual([403, "4037017"]);
  for (const [path, user] of [
    ["team", stranger],
    ["missing", service.admin],
  ] as const) {
    const missing = await call("GET", `${PATH}/${path}`, { by: user });
    expect([missing.status, missing.code]).toEqual([404, "4040058"]);
  }
  await service.grant(id, member, 3);
  expect((await call("GET", `${PATH}/team`, { by: member })).json).toMatchObject({ auth: 3 });
});

test("deleting needs manage, and an organization without images", async () => {
  const stranger = await service.createAccount("other");
  const id = await service.createOrganization("team");
  await service.grant(id, member, 3);
  expect((await call("DELETE", `${PATH}/team`, { by: stranger })).status).toBe(404);
  const forbidden = await call("DELETE", `${PATH}/team`, { by: member });
  expect([forbidden.status, forbidden.code]).toEqual([403, "4037017"]);
  const image = await service.createImage(id, "web");
  const full = await call("DELETE", `${PATH}/team`);
  expect([full.status, full.code]).toEqual([406, "4060074"]);
  await service.deps.db.deleteFrom("images").where("id", "=", image).execute();
  expect(await call("DELETE", `${PATH}/team`)).toMatchObject({ status: 204, text: "" });
  expect((await call("DELETE", `${PATH}/team`)).status).toBe(404);
  expect(await service.deps.db.selectFrom("organization_grants").selectAll().execute()).toEqual([]);
});
