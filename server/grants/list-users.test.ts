import { afterEach, beforeEach, expect, test } from "vitest";
import { permissionOperations } from "../../core/console-operations/permissions.ts";
import { swrErrorBodySchema } from "../../core/errors.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import type { TestService, TestUser } from "../../tests/support/service.ts";
import { createTeam } from "../../tests/support/team.ts";

let service: TestService;
let organization: number;
let image: number;
let ada: TestUser;
let bob: TestUser;

beforeEach(async () => {
  ({ service, organization, image, ada, bob } = await createTeam());
});
afterEach(() => service.close());

const ON_ORGANIZATION = "namespace=team";
const ON_IMAGE = "namespace=team&repository=group/web";

async function ask(path: string, user?: TestUser) {
  const answer = await service.app.request(`/api/${path}`, { headers: await service.signIn(user) });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

async function permissions(query: string, user?: TestUser) {
  const { status, body } = await ask(`permissions?${query}`, user);
  expect(status).toBe(200);
  return permissionOperations.ListPermissions.response.parse(body);
}

async function grantable(query: string, user?: TestUser) {
  const { status, body } = await ask(`grantable-users?${query}`, user);
  expect(status).toBe(200);
  return permissionOperations.ListGrantableUsers.response.parse(body);
}

async function refusal(path: string, user?: TestUser) {
  const { status, body } = await ask(path, user);
  return [status, swrErrorBodySchema.parse(body).error_code.replace("SVCSTG.SWR.", "")];
}

const nothing = { isEnabled: true, isAdministrator: false, granted: null, onOrganization: null };

test("of an image: what is granted on it, what its organization gives, and who administers", async () => {
  const carl = await service.createUser("carl");
  await service.createUser("dora");
  await service.grant(organization, ada, 1);
  await service.grantOnImage(image, ada, 3);
  await service.grant(organization, bob, 7);
  await service.grantOnImage(image, bob, 1);
  await service.grant(organization, carl, 1);
  const admin = { ...nothing, id: service.admin.id, name: "admin", level: 7, isAdministrator: true };
  expect(await permissions(ON_IMAGE)).toEqual({
    users: [
      { ...nothing, id: ada.id, name: "ada", level: 3, granted: 3, onOrganization: 1 },
      { ...nothing, id: bob.id, name: "bob", level: 7, granted: 1, onOrganization: 7 },
      admin,
      { ...nothing, id: carl.id, name: "carl", level: 1, onOrganization: 1 },
    ],
    total: 4,
    grantable: 7,
  });
  expect(await permissions(ON_ORGANIZATION)).toMatchObject({
    users: [
      { name: "ada", level: 1, granted: 1, onOrganization: null },
      { name: "bob", level: 7, granted: 7 },
      { name: "carl", level: 1, granted: 1 },
      admin,
    ],
  });
});

test("the level shown is the one in force", async () => {
  await service.grant(organization, ada, 1);
  await service.grantOnImage(image, ada, 3);
  await service.grant(organization, bob, 7);
  await service.grantOnImage(image, bob, 1);
  const { users } = await permissions(ON_IMAGE);
  for (const user of [ada, bob, service.admin]) {
    const access = await service.app.request("/v2/manage/namespaces/team/repos/group$web/access", {
      headers: await service.token(user),
    });
    const { self_auth } = (await access.json()) as { self_auth: { auth: number } };
    expect(users.find(({ id }) => id === user.id)?.level).toBe(self_auth.auth);
  }
});

test("a disabled user is marked, as nothing of it is in force", async () => {
  await service.grant(organization, ada, 3);
  await service.deps.db.updateTable("users").set({ enabled: 0 }).where("id", "=", ada.id).execute();
  expect((await permissions(ON_ORGANIZATION)).users[0]).toMatchObject({ name: "ada", isEnabled: false });
});

test("it says how much the caller may grant", async () => {
  await service.grant(organization, ada, 3);
  await service.grantOnImage(image, bob, 7);
  expect((await permissions(ON_ORGANIZATION, ada)).grantable).toBeNull();
  expect((await permissions(ON_IMAGE, ada)).grantable).toBe(3);
  expect((await permissions(ON_IMAGE, bob)).grantable).toBe(7);
});

test("grantable users are the account's users without a grant here, except oneself", async () => {
  await service.createUser("stranger", (await service.createAccount("other")).accountId);
  await service.grantOnImage(image, ada, 7);
  expect((await grantable(ON_ORGANIZATION)).users.map(({ name }) => name)).toEqual(["ada", "bob"]);
  expect(await grantable(ON_IMAGE, ada)).toEqual({
    users: [
      { id: service.admin.id, name: "admin" },
      { id: bob.id, name: "bob" },
    ],
    total: 2,
  });
});

test("users' names are told to whoever may grant, and to no others", async () => {
  await service.grant(organization, ada, 1);
  await service.grantOnImage(image, bob, 3);
  expect(await refusal(`grantable-users?${ON_ORGANIZATION}`, ada)).toEqual([403, "4037017"]);
  expect(await refusal(`grantable-users?${ON_IMAGE}`, ada)).toEqual([403, "4037018"]);
  expect(await refusal(`grantable-users?${ON_IMAGE}`, bob)).toEqual([403, "4037018"]);
});

test("another account's public image shows who owns it, not who may", async () => {
  const stranger = await service.createAccount("other");
  await service.deps.db.updateTable("images").set({ is_public: 1 }).where("id", "=", image).execute();
  for (const path of [`permissions?${ON_IMAGE}`, `grantable-users?${ON_IMAGE}`]) {
    expect(await refusal(path, stranger)).toEqual([403, "4037018"]);
  }
  expect((await ask(`permissions?${ON_ORGANIZATION}`, stranger)).status).toBe(404);
});

test("pages, and parts of names in any case, hostile ones too", async () => {
  for (const [at, text] of HOSTILE_STRINGS.entries()) {
    if (text === "\u0000") continue;
    const user = await service.createUser(`${at}-${text.slice(0, 40)}`);
    await service.grant(organization, user, 1);
  }
  const all = await permissions(ON_ORGANIZATION);
  expect(all.total).toBe(HOSTILE_STRINGS.length);
  const paged = [0, 5, 10].map((offset) => permissions(`${ON_ORGANIZATION}&limit=5&offset=${offset}`));
  expect((await Promise.all(paged)).flatMap(({ users }) => users)).toEqual(all.users);
  const find = async (q: string) =>
    (await permissions(`${ON_ORGANIZATION}&q=${encodeURIComponent(q)}`)).users.map(({ name }) => name);
  expect(await find("ALERT(1)")).toHaveLength(3);
  expect(await find("%")).toHaveLength(1);
  expect(await find("ADM")).toEqual(["admin"]);
  expect((await ask(`permissions?${ON_ORGANIZATION}&q=${"x".repeat(65)}`)).status).toBe(400);
  expect((await grantable(`${ON_ORGANIZATION}&q=b&limit=1`)).users.map(({ name }) => name)).toEqual(["bob"]);
});

test("callers who are not signed in are refused", async () => {
  for (const path of ["permissions", "grantable-users"]) {
    expect((await service.app.request(`/api/${path}?${ON_IMAGE}`)).status).toBe(401);
  }
});
