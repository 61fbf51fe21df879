import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GRANTS_PER_CALL } from "../../core/limits.ts";
import { imageAccessOperations } from "../../core/operations/image-access.ts";
import type { GrantedLevel } from "../../core/permissions.ts";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import type { TestService, TestUser } from "../../tests/support/service.ts";
import { createTeam } from "../../tests/support/team.ts";

const ORGANIZATION = "/v2/manage/namespaces/team/access";
const IMAGE = "/v2/manage/namespaces/team/repos/group$web/access";

let service: TestService;
let organization: number;
let image: number;
let ada: TestUser;
let bob: TestUser;

beforeEach(async () => {
  ({ service, organization, image, ada, bob } = await createTeam());
});
afterEach(() => service.close());

const call = callsTo(() => service);

const to = ({ id, name }: TestUser, auth: unknown = 1) => ({ user_id: id, user_name: name, auth });

async function others(path: string, by?: TestUser) {
  const { status, json } = await call("GET", path, { by });
  expect(status).toBe(200);
  const access = imageAccessOperations.ShowUserRepositoryAuth.response.parse(json);
  return access.others_auths.map(({ user_name, auth }) => [user_name, auth]);
}

async function outcome(method: string, path: string, body: unknown, by?: TestUser) {
  const { status, code } = await call(method, path, { body, by });
  return [status, code];
}

describe.each([
  { place: "organization", path: ORGANIZATION, made: 200, exists: "4090076", absent: "4040078" },
  { place: "image", path: IMAGE, made: 201, exists: "4090089", absent: "4040091" },
])("on an $place", ({ place, path, made, exists, absent }) => {
  const forbidden = place === "organization" ? "4037017" : "4037018";
  const grant = (user: TestUser, level: GrantedLevel) =>
    place === "organization"
      ? service.grant(organization, user, level)
      : service.grantOnImage(image, user, level);

  test("granted, changed and revoked, read back in the order of the request", async () => {
    expect(await outcome("POST", path, [to(bob, 3), to(ada, 1)])).toEqual([made, undefined]);
    expect(await others(path)).toEqual([
      ["bob", 3],
      ["ada", 1],
    ]);
    expect(await outcome("PATCH", path, [to(ada, 7)])).toEqual([201, undefined]);
    expect(await others(path)).toEqual([
      ["bob", 3],
      ["ada", 7],
    ]);
    expect(await outcome("DELETE", path, [bob.id])).toEqual([204, undefined]);
    expect(await others(path)).toEqual([["ada", 7]]);
  });

  test("granting twice, or changing or revoking a grant that is not there, fails the whole call", async () => {
    await grant(ada, 3);
    expect(await outcome("POST", path, [to(bob), to(ada)])).toEqual([409, exists]);
    expect(await outcome("PATCH", path, [to(ada, 1), to(bob, 1)])).toEqual([404, absent]);
    expect(await outcome("DELETE", path, [ada.id, bob.id])).toEqual([404, absent]);
    expect(await outcome("DELETE", path, ["nobody"])).toEqual([404, absent]);
    expect(await others(path)).toEqual([["ada", 3]]);
  });

  test("users of other accounts are as unknown as those that are not there, or are called otherwise", async () => {
    const stranger = await service.createUser("stranger", (await service.createAccount("other")).accountId);
    await grant(ada, 1);
    for (const [method, user] of [
      ["POST", { ...bob, id: "nobody" }],
      ["POST", stranger],
      ["POST", { ...bob, name: "ada" }],
      ["PATCH", { ...ada, name: "Ada" }],
      ["PATCH", stranger],
    ] as const) {
      expect([method, user.name, ...(await outcome(method, path, [to(user)]))]).toEqual([
        method,
        user.name,
        400,
        "4001067",
      ]);
    }
    expect(await outcome("DELETE", path, [stranger.id])).toEqual([404, absent]);
  });

  test("hostile names and ids are unknown users, too", async () => {
    for (const text of HOSTILE_STRINGS) {
      for (const user of [
        { ...bob, name: text },
        { ...bob, id: text },
      ]) {
        expect(await outcome("POST", path, [to(user)])).toEqual([400, "4001067"]);
      }
    }
  });

  test("bodies of another form are refused", async () => {
    for (const auth of [0, 2, 5, "7", null]) {
      expect(await outcome("POST", path, [to(bob, auth)])).toEqual([400, "4001066"]);
    }
    for (const body of [[], {}, to(bob), [to(bob), to(bob, 3)]]) {
      expect(await outcome("POST", path, body)).toEqual([400, "4001018"]);
    }
    for (const body of [[], { id: ada.id }, [ada.id, ada.id]]) {
      expect(await outcome("DELETE", path, body)).toEqual([400, "4001018"]);
    }
    const many = Array.from({ length: GRANTS_PER_CALL + 1 }, (_, at) => to({ ...bob, id: `${at}` }));
    const { status, text } = await call("POST", path, { body: many });
    expect([status, text]).toEqual([400, expect.stringContaining("at most 100 users a call")]);
  });

  test("it needs a sign-in, and shows nothing without a right", async () => {
    for (const [method, body] of [
      ["GET", undefined],
      ["POST", [to(bob)]],
      ["PATCH", [to(bob)]],
      ["DELETE", [bob.id]],
    ] as const) {
      const init = { method, ...(body && { body: JSON.stringify(body) }) };
      expect((await service.app.request(path, init)).status).toBe(401);
      const stranger = await service.createAccount(`other-${method.toLowerCase()}`);
      expect((await call(method, path, { body, by: stranger })).status).toBe(404);
      expect((await call(method, path, { body, by: ada })).status).toBeGreaterThanOrEqual(403);
    }
  });

  test("readers see the list and change nothing", async () => {
    await grant(ada, 1);
    expect(await others(path, ada)).toEqual([]);
    expect(await outcome("POST", path, [to(bob)], ada)).toEqual([403, forbidden]);
    await grant(bob, 1);
    expect(await others(path, ada)).toEqual([["bob", 1]]);
    expect(await outcome("PATCH", path, [to(bob)], ada)).toEqual([403, forbidden]);
    expect(await outcome("DELETE", path, [bob.id], ada)).toEqual([403, forbidden]);
  });

  test("who manages an organization grants, but not to themselves", async () => {
    await grant(ada, 7);
    expect(await outcome("POST", path, [to(bob, 7)], ada)).toEqual([made, undefined]);
    expect(await outcome("PATCH", path, [to(ada, 1)], ada)).toEqual([403, forbidden]);
    expect(await outcome("DELETE", path, [bob.id, ada.id], ada)).toEqual([403, forbidden]);
    expect(await outcome("POST", path, [to(service.admin, 7)])).toEqual([403, forbidden]);
    expect(await outcome("DELETE", path, [ada.id], bob)).toEqual([204, undefined]);
    expect(await others(path)).toEqual([["bob", 7]]);
  });

  test("a deleted user's grant goes along, and a new one of the name has none", async () => {
    await grant(ada, 3);
    await service.deps.db.deleteFrom("users").where("id", "=", ada.id).execute();
    const again = await service.createUser("ada");
    expect(await others(path)).toEqual([]);
    expect(await outcome("PATCH", path, [to(again)])).toEqual([404, absent]);
  });
});

test("manage on one image gives no right on the organization or another image", async () => {
  await service.createImage(organization, "other");
  await service.grantOnImage(image, ada, 7);
  expect(await outcome("POST", ORGANIZATION, [to(bob)], ada)).toEqual([403, "4037017"]);
  const other = IMAGE.replace("group$web", "other");
  expect((await call("POST", other, { body: [to(bob)], by: ada })).status).toBeGreaterThanOrEqual(403);
});

test("edit on the organization is enough to grant up to that on its images, and only there", async () => {
  await service.grant(organization, ada, 3);
  expect(await outcome("POST", ORGANIZATION, [to(bob)], ada)).toEqual([403, "4037017"]);
  expect(await outcome("POST", IMAGE, [to(bob, 7)], ada)).toEqual([403, "4037018"]);
  expect(await outcome("POST", IMAGE, [to(bob, 3)], ada)).toEqual([201, undefined]);
  expect(await outcome("PATCH", IMAGE, [to(bob, 7)], ada)).toEqual([403, "4037018"]);
  await call("PATCH", IMAGE, { body: [to(bob, 7)] });
  // What an editor could not have given is not theirs to take.
  expect(await outcome("PATCH", IMAGE, [to(bob, 1)], ada)).toEqual([403, "4037018"]);
  expect(await outcome("DELETE", IMAGE, [bob.id], ada)).toEqual([403, "4037018"]);
});

test("edit on the image alone grants nothing", async () => {
  await service.grantOnImage(image, ada, 3);
  expect(await outcome("POST", IMAGE, [to(bob)], ada)).toEqual([403, "4037018"]);
});

test("who may only pull a public image sees no grants and makes none", async () => {
  const stranger = await service.createAccount("other");
  const second = await service.createUser("second", stranger.accountId);
  await service.deps.db.updateTable("images").set({ is_public: 1 }).where("id", "=", image).execute();
  await service.grantOnImage(image, ada, 3);
  expect(await others(IMAGE, stranger)).toEqual([]);
  expect(await outcome("POST", IMAGE, [to(second)], stranger)).toEqual([403, "4037018"]);
});
