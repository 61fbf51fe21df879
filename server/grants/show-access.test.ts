import { afterEach, beforeEach, expect, test } from "vitest";
import { imageAccessOperations } from "../../core/operations/image-access.ts";
import type { TestService, TestUser } from "../../tests/support/service.ts";
import { createTeam } from "../../tests/support/team.ts";

const PATH = "/v2/manage/namespaces/team/repos/group$web/access";

let service: TestService;
let organization: number;
let image: number;

beforeEach(async () => {
  ({ service, organization, image } = await createTeam());
});
afterEach(() => service.close());

async function show(user?: TestUser) {
  const response = await service.app.request(PATH, { headers: await service.token(user) });
  expect(response.status).toBe(200);
  const access = imageAccessOperations.ShowUserRepositoryAuth.response.parse(await response.json());
  return { level: access.self_auth.auth, others: access.others_auths.map((grant) => grant.user_name) };
}

test("says the caller's own level, from the organization or the image, whichever is higher", async () => {
  const member = await service.createUser("member");
  expect((await show()).level).toBe(7);
  await service.grantOnImage(image, member, 1);
  expect(await show(member)).toEqual({ level: 1, others: [] });
  expect((await show()).others).toEqual(["member"]);
  await service.grant(organization, member, 3);
  expect((await show(member)).level).toBe(3);
});

test("a public image may be read by all, who learn nothing of others' grants", async () => {
  const stranger = await service.createAccount("partner");
  await service.grantOnImage(image, await service.createUser("member"), 3);
  await service.deps.db.updateTable("images").set({ is_public: 1 }).where("id", "=", image).execute();
  expect(await show(stranger)).toEqual({ level: 1, others: [] });
});

test("it needs a sign-in, and shows nothing of an image one may not see", async () => {
  expect((await service.app.request(PATH)).status).toBe(401);
  const headers = await service.token(await service.createUser("member"));
  expect((await service.app.request(PATH, { headers })).status).toBe(404);
});
