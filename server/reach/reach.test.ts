import { afterEach, beforeEach, expect, test } from "vitest";
import { reachOperations } from "../../core/console-operations/reach.ts";
import { swrErrorBodySchema } from "../../core/errors.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

const IMAGE = "organizations/team/repos/group$web";
const ORGANIZATION = "organizations/team";

let service: TestService;
let organization: number;
let image: number;
let ada: TestUser;
let bob: TestUser;
beforeEach(async () => {
  service = await createTestService();
  organization = await service.createOrganization("team");
  image = await service.createImage(organization, "group/web");
  ada = await service.createUser("ada");
  bob = await service.createUser("bob");
});
afterEach(() => service.close());

async function ask(path: string, by?: TestUser) {
  const response = await service.app.request(`/api/reach/${path}`, { headers: await service.signIn(by) });
  return { status: response.status, body: (await response.json()) as unknown };
}

async function who(path: string, by?: TestUser) {
  const { status, body } = await ask(path, by);
  expect(status).toBe(200);
  return reachOperations.ListWhoReachesImage.response.parse(body);
}

async function reachOf(user: TestUser, query = "", by?: TestUser) {
  const { status, body } = await ask(`users/${user.id}${query}`, by);
  expect(status).toBe(200);
  return reachOperations.ListReachOfUser.response.parse(body);
}

async function refusal(path: string, by?: TestUser) {
  const { status, body } = await ask(path, by);
  return [status, swrErrorBodySchema.parse(body).error_code.replace("SVCSTG.SWR.", "")];
}

const right = (through: string, level: number, more = {}) => ({
  through,
  level,
  until: null,
  images: null,
  ...more,
});
const user = ({ id, name }: TestUser, ...rights: object[]) => ({ kind: "user", id, name, rights });
const account = ({ accountId, accountName }: TestUser, ...rights: object[]) => ({
  kind: "account",
  id: accountId,
  name: accountName,
  rights,
});

test("an image's list has each user and account with all rights and their ends", async () => {
  const forever = await service.createAccount("always");
  const soon = await service.createAccount("soon");
  const past = await service.createAccount("past");
  await service.grant(organization, ada, 1);
  await service.grantOnImage(image, ada, 3);
  await service.share(image, forever);
  await service.share(image, soon, "2026-03-05T00:00:00Z");
  await service.share(image, past, "2026-02-01T00:00:00Z");
  expect(await who(IMAGE)).toEqual({
    who: [
      user(ada, right("organization", 1), right("image", 3)),
      user(service.admin, right("administrator", 7)),
      account(forever, right("share", 1)),
      account(soon, right("share", 1, { until: "2026-03-06T00:00:00.000Z" })),
    ],
    total: 4,
    public_images: 0,
  });
});

test("a public image's list has everybody, and no shares", async () => {
  await service.share(image, await service.createAccount("other"));
  await service.deps.db.updateTable("images").set({ is_public: 1 }).execute();
  await service.grantOnImage(image, bob, 7);
  expect(await who(IMAGE)).toEqual({
    who: [
      user(ada, right("public", 1)),
      user(service.admin, right("public", 1), right("administrator", 7)),
      user(bob, right("public", 1), right("image", 7)),
    ],
    total: 3,
    public_images: 1,
  });
});

test("an organization's list tells who reaches all of it, and who some images only", async () => {
  const other = await service.createAccount("other");
  const second = await service.createImage(organization, "second");
  await service.grant(organization, ada, 3);
  await service.grantOnImage(image, bob, 7);
  await service.grantOnImage(second, bob, 1);
  await service.share(image, other, "2026-03-05T00:00:00Z");
  await service.share(second, other, "2026-04-05T00:00:00Z");
  await service.createImage(organization, "open", { is_public: 1 });
  expect(await who(ORGANIZATION)).toEqual({
    who: [
      user(ada, right("organization", 3)),
      user(service.admin, right("administrator", 7)),
      user(bob, right("image", 7, { images: 2 })),
      account(other, right("share", 1, { images: 2, until: "2026-04-06T00:00:00.000Z" })),
    ],
    total: 4,
    public_images: 1,
  });
});

test("whoever is disabled reaches nothing, nor does a disabled account", async () => {
  const other = await service.createAccount("other");
  await service.share(image, other);
  await service.grantOnImage(image, ada, 3);
  await service.deps.db.updateTable("users").set({ enabled: 0 }).where("id", "=", ada.id).execute();
  await service.deps.db.updateTable("accounts").set({ enabled: 0 }).where("name", "=", "other").execute();
  for (const path of [IMAGE, ORGANIZATION]) {
    expect((await who(path)).who.map(({ name }) => name)).toEqual(["admin"]);
  }
  expect((await reachOf(ada)).user.isEnabled).toBe(false);
});

test("a user's list has organizations and single images, own and shared", async () => {
  const other = await service.createAccount("other");
  const theirs = await service.createOrganization("a-foreign", other);
  await service.share(await service.createImage(theirs, "base"), service.admin, "2026-03-05T00:00:00Z");
  await service.createOrganization("unseen");
  await service.grant(organization, ada, 1);
  await service.grantOnImage(image, ada, 3);
  const expected = {
    user: { id: ada.id, name: "ada", isEnabled: true },
    reached: [
      {
        organization: "a-foreign",
        image: "base",
        owner: "other",
        rights: [right("share", 1, { until: "2026-03-06T00:00:00.000Z" })],
      },
      { organization: "team", image: null, owner: "local", rights: [right("organization", 1)] },
      {
        organization: "team",
        image: "group/web",
        owner: "local",
        rights: [right("organization", 1), right("image", 3)],
      },
    ],
    total: 3,
  };
  expect(await reachOf(ada)).toEqual(expected);
  expect(await reachOf(ada, "", ada)).toEqual(expected);
  expect((await reachOf(ada, "?q=TEAM/gr")).reached).toEqual(expected.reached.slice(2));
  expect((await reachOf(ada, "?limit=1&offset=1")).reached).toEqual(expected.reached.slice(1, 2));
  const all = await reachOf(service.admin);
  expect(all.reached.map((row) => row.organization)).toEqual(["a-foreign", "team", "unseen"]);
});

test("the lists of an image and an organization are for those who manage them", async () => {
  const stranger = await service.createAccount("stranger");
  await service.grantOnImage(image, bob, 7);
  expect((await who(IMAGE, bob)).total).toBe(2);
  expect(await refusal(ORGANIZATION, bob)).toEqual([403, "4037017"]);
  expect(await refusal(IMAGE, ada)).toEqual([404, "4040113"]);
  await service.grant(organization, ada, 3);
  expect(await refusal(IMAGE, ada)).toEqual([403, "4037018"]);
  expect(await refusal(ORGANIZATION, ada)).toEqual([403, "4037017"]);
  for (const path of [IMAGE, ORGANIZATION]) {
    expect(await refusal(path, stranger)).toEqual([404, "4040058"]);
    expect((await service.app.request(`/api/reach/${path}`)).status).toBe(401);
  }
  await service.share(image, stranger);
  expect(await refusal(IMAGE, stranger)).toEqual([403, "4037018"]);
});

test("a user's list is for the user and the account's administrators", async () => {
  const stranger = await service.createAccount("stranger");
  expect(await refusal(`users/${bob.id}`, ada)).toEqual([403, "4030170"]);
  expect(await refusal("users/nobody", ada)).toEqual([403, "4030170"]);
  expect(await refusal(`users/${bob.id}`, stranger)).toEqual([404, "4040083"]);
  expect(await refusal("users/nobody")).toEqual([404, "4040083"]);
  expect((await service.app.request(`/api/reach/users/${bob.id}`)).status).toBe(401);
});

test("pages, and parts of names in any case, hostile ones too", async () => {
  const names = HOSTILE_STRINGS.filter((text) => text !== "\u0000").map(
    (text, at) => `${at}-${text.slice(0, 40)}`,
  );
  for (const name of names) await service.grantOnImage(image, await service.createUser(name), 1);
  const all = await who(IMAGE);
  expect(all.total).toBe(names.length + 1);
  const paged = [0, 6, 12, 18].map((offset) => who(`${IMAGE}?limit=6&offset=${offset}`));
  expect((await Promise.all(paged)).flatMap((page) => page.who)).toEqual(all.who);
  const find = async (q: string) =>
    (await who(`${IMAGE}?q=${encodeURIComponent(q)}`)).who.map(({ name }) => name);
  expect(await find("ADM")).toEqual(["admin"]);
  expect(await find("%")).toHaveLength(1);
  for (const text of HOSTILE_STRINGS) {
    expect((await ask(`${IMAGE}?q=${encodeURIComponent(text.slice(0, 300))}`)).status).toBe(200);
  }
  for (const query of [`q=${"x".repeat(301)}`, "limit=101", "limit=0", "offset=-1"]) {
    expect((await ask(`${IMAGE}?${query}`)).status).toBe(400);
  }
});
