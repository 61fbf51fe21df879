import { afterEach, beforeEach, expect, test } from "vitest";
import { swrErrorBodySchema } from "../../core/errors.ts";
import { imageOperations } from "../../core/operations/images.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

const PATH = "/v3/manage/repos";

let service: TestService;
let team: number;

beforeEach(async () => {
  service = await createTestService();
  team = await service.createOrganization("team");
});
afterEach(() => service.close());

async function list(query = "", user?: TestUser) {
  const response = await service.app.request(PATH + query, { headers: await service.token(user) });
  expect(response.status).toBe(200);
  const page = imageOperations.ListRepoDetails.response.parse(await response.json());
  return { ...page, names: page.repos.map(({ name }) => name) };
}

test("an item names its organization and has no paths", async () => {
  const id = await service.createImage(team, "group/web", { size: 5, tag_count: 2, description: "<i>" });
  expect(await list()).toEqual({
    names: ["group/web"],
    repos: [
      {
        id,
        name: "group/web",
        namespace_name: "team",
        category: "other",
        description: "<i>",
        size: 5,
        is_public: false,
        num_images: 2,
        num_download: 0,
        created_at: "2026-03-01T08:00:00.000Z",
        updated_at: "2026-03-01T08:00:00.000Z",
        domain_name: "local",
      },
    ],
  });
});

test("the markers lead through all pages, and the last one has none", async () => {
  for (let at = 0; at < 6; at++) await service.createImage(team, `image-${at}`);
  const names: string[] = [];
  let marker: number | undefined = 0;
  for (let pages = 0; marker !== undefined; pages++) {
    expect(pages).toBeLessThan(3);
    const page: Awaited<ReturnType<typeof list>> = await list(`?limit=2&marker=${marker}`);
    names.push(...page.names);
    marker = page.nextMarker;
  }
  expect(names).toEqual([0, 1, 2, 3, 4, 5].map((at) => `image-${at}`));
  expect(await list("?marker=1000000")).toEqual({ names: [], repos: [] });
});

test("each filter narrows the list, and hostile text is plain text", async () => {
  const other = await service.createOrganization("team-b");
  await service.createImage(team, "app/web", { category: "linux", is_public: 1 });
  await service.createImage(team, "db");
  await service.createImage(other, "webhook");
  expect((await list("?namespace=team")).names).toEqual(["app/web", "db"]);
  expect((await list("?name=web")).names).toEqual(["app/web", "webhook"]);
  expect((await list("?name=app$w")).names).toEqual(["app/web"]);
  expect((await list("?category=linux")).names).toEqual(["app/web"]);
  expect((await list("?is_public=false&namespace=team")).names).toEqual(["db"]);
  for (const text of HOSTILE_STRINGS) {
    expect((await list(`?name=${encodeURIComponent(text)}`)).names).toEqual([]);
    expect((await list(`?namespace=${encodeURIComponent(text)}`)).names).toEqual([]);
  }
});

test("it lists what the caller may see of the own account, and needs a sign-in", async () => {
  const member = await service.createUser("member");
  const stranger = await service.createAccount("other");
  const single = await service.createImage(team, "single");
  await service.createImage(team, "hidden");
  await service.createImage(team, "public", { is_public: 1 });
  await service.grantOnImage(single, member, 1);
  expect((await list("", member)).names).toEqual(["single", "public"]);
  expect((await list("", stranger)).names).toEqual([]);
  expect((await service.app.request(PATH)).status).toBe(401);
});

test.each(["?limit=0", "?limit=1001", "?marker=-1", "?marker=abc", "?is_public=maybe"])(
  "%s is refused",
  async (query) => {
    const response = await service.app.request(PATH + query, { headers: await service.token() });
    expect(response.status).toBe(400);
    expect(swrErrorBodySchema.parse(await response.json()).error_code).toBe("SVCSTG.SWR.4001025");
  },
);
