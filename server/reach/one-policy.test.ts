import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reachOperations } from "../../core/console-operations/reach.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { createUsers, layWorld, plans, type World, type WorldUser } from "../../tests/support/worlds.ts";
import { mayOnImage, mayOnOrganization } from "../access/policy.ts";
import type { Caller } from "../context.ts";

/** Who is listed, with what, is what the policy decides, in worlds made at random. */

let service: TestService;
let users: WorldUser[];
let headers: Map<string, Record<string, string>>;
let callers: Map<string, Caller>;
beforeAll(async () => {
  service = await createTestService();
  users = await createUsers(service);
  headers = new Map();
  callers = new Map();
  for (const user of users) {
    headers.set(user.id, await service.signIn(user));
    callers.set(user.id, await service.caller(user));
  }
});
afterAll(() => service.close());

const administratorOf = (account: string) =>
  users.find(({ accountName, isAdministrator }) => isAdministrator && accountName === account);

async function ask(path: string, by: WorldUser | undefined) {
  const response = await service.app.request(`/api/reach/${path}`, {
    headers: headers.get(by?.id ?? "") ?? {},
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

const asking = (user: WorldUser) => ({ ...service.deps, caller: callers.get(user.id) });
const urlName = (image: string) => image.replaceAll("/", "$");

/** Listed by name, or as one of an account's users. */
function isListed({ who }: { who: { kind: string; id: string }[] }, user: WorldUser): boolean {
  return who.some(({ kind, id }) => id === (kind === "user" ? user.id : user.accountId));
}

async function checkImages(world: World) {
  for (const image of world.images) {
    const path = `organizations/${image.organization}/repos/${urlName(image.name)}`;
    const { status, body } = await ask(path, administratorOf(image.account));
    expect(status).toBe(200);
    const listed = reachOperations.ListWhoReachesImage.response.parse(body);
    expect([listed.public_images, listed.total]).toEqual([image.is_public, listed.who.length]);
    const organization = await organizationRow(image.organization);
    for (const user of users) {
      const may = (action: "pull" | "push" | "delete") =>
        mayOnImage(asking(user), action, organization, image);
      const isForeign = user.accountName !== image.account;
      expect(isListed(listed, user) || (isForeign && listed.public_images === 1)).toBe(await may("pull"));
      if (isForeign) continue;
      const levels = listed.who.find(({ id }) => id === user.id)?.rights.map(({ level }) => level) ?? [];
      expect([Math.max(0, ...levels) >= 3, Math.max(0, ...levels) >= 7]).toEqual([
        await may("push"),
        await may("delete"),
      ]);
    }
  }
}

async function organizationRow(name: string) {
  const row = service.deps.db.selectFrom("organizations").select(["id", "account_id"]);
  return await row.where("name", "=", name).executeTakeFirstOrThrow();
}

async function checkOrganizations(world: World) {
  for (const { name, account } of world.organizations) {
    const { body } = await ask(`organizations/${name}`, administratorOf(account));
    const listed = reachOperations.ListWhoReachesOrganization.response.parse(body);
    const organization = await organizationRow(name);
    const images = world.images.filter((image) => image.organization === name);
    expect(listed.public_images).toBe(images.filter(({ is_public }) => is_public === 1).length);
    for (const user of users) {
      const who = listed.who.find(({ kind, id }) => id === (kind === "user" ? user.id : user.accountId));
      const whole = who?.rights.some(({ images }) => images === null) ?? false;
      expect(whole).toBe(await mayOnOrganization(asking(user), "view", organization));
      const single = who?.rights.find(({ images }) => images !== null)?.images ?? 0;
      const granted = world.imageGrants.filter(
        (grant) => grant.user === user.id && images.some(({ id }) => id === grant.image),
      );
      const shared = world.shares.filter(
        (share) =>
          share.account === user.accountName &&
          !share.hasEnded &&
          images.some(({ id, is_public }) => id === share.image && is_public === 0),
      );
      expect(single).toBe(user.accountName === account ? granted.length : shared.length);
    }
  }
}

/** What is not public is reached by what is listed, and by nothing else. */
async function checkUsers(world: World) {
  for (const user of users) {
    const { body } = await ask(`users/${user.id}`, user);
    const listed = reachOperations.ListReachOfUser.response.parse(body);
    expect(listed.total).toBe(listed.reached.length);
    for (const image of world.images) {
      const organization = await organizationRow(image.organization);
      const may = await mayOnImage(asking(user), "pull", organization, { ...image, is_public: 0 });
      const rows = listed.reached.filter(
        (row) => row.organization === image.organization && (row.image ?? image.name) === image.name,
      );
      expect(rows.length > 0).toBe(may);
    }
  }
}

test("listed users may pull, and those who may are listed", { timeout: 60_000 }, async () => {
  const property = fc.asyncProperty(plans, async (plan) => {
    const world = await layWorld(service, users, plan);
    await checkImages(world);
    await checkOrganizations(world);
    await checkUsers(world);
  });
  await fc.assert(property, { numRuns: 20 });
});
