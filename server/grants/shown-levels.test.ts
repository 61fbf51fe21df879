/** What the console is told of levels is what the policy decides by, in worlds made at random. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { permissionOperations } from "../../core/console-operations/permissions.ts";
import { imageOperations } from "../../core/operations/images.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import {
  createUsers,
  layWorld,
  levelOnImage,
  levelOnOrganization,
  plans,
  type WorldUser,
} from "../../tests/support/worlds.ts";

let service: TestService;
let users: WorldUser[];
let sessions: Map<string, Record<string, string>>;

beforeAll(async () => {
  service = await createTestService();
  users = await createUsers(service);
  sessions = new Map();
  for (const user of users) sessions.set(user.id, await service.signIn(user));
});
afterAll(() => service.close());

async function ask(user: WorldUser, path: string): Promise<unknown> {
  const answer = await service.app.request(path, { headers: sessions.get(user.id) ?? {} });
  expect(answer.status).toBe(200);
  return await answer.json();
}

async function permissions(user: WorldUser, query: string) {
  const { users: shown } = permissionOperations.ListPermissions.response.parse(
    await ask(user, `/api/permissions?${query}`),
  );
  return new Map(shown.map(({ id, level }) => [id, level]));
}

test("lists of images and of users show the level in force", { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(plans, async (plan) => {
    const world = await layWorld(service, users, plan);
    for (const user of users) {
      const images = imageOperations.ListReposDetails.response.parse(
        await ask(user, "/api/swr/v2/manage/repos"),
      );
      for (const { namespace, name, auth } of images) {
        const image = world.images.find((one) => one.organization === namespace && one.name === name);
        expect(auth).toBe(image && levelOnImage(world, user, image));
      }
    }
    const admins = users.filter(({ isAdministrator }) => isAdministrator);
    for (const admin of admins) {
      const people = users.filter(({ accountName }) => accountName === admin.accountName);
      for (const { name } of world.organizations.filter(({ account }) => account === admin.accountName)) {
        const shown = await permissions(admin, `namespace=${name}`);
        for (const one of people) {
          expect(shown.get(one.id) ?? 0).toBe(levelOnOrganization(world, one, name));
        }
      }
      for (const image of world.images.filter(({ account }) => account === admin.accountName)) {
        const shown = await permissions(admin, `namespace=${image.organization}&repository=${image.name}`);
        for (const one of people) {
          // Who may only read what is public, as everyone may, is not listed.
          const level = levelOnImage(world, one, image);
          expect(shown.get(one.id) ?? image.is_public).toBe(level);
        }
      }
    }
  });
  await fc.assert(property, { numRuns: 25 });
});
