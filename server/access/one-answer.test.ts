/** Every list, count, search and the catalog show what the policy lets the caller view, in worlds made at random. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SEARCH_LIMIT, type SearchResult } from "../../core/console-operations/search.ts";
import { IMAGE_ORDER_COLUMNS } from "../../core/operations/facts.ts";
import { imageOperations, listedImageSchema } from "../../core/operations/images.ts";
import { organizationOperations } from "../../core/operations/organizations.ts";
import { sharedImageOperations } from "../../core/operations/shared-images.ts";
import { statisticsOperations } from "../../core/operations/statistics.ts";
import { type Action, REQUIRED_LEVEL } from "../../core/permissions.ts";
import { naiveList } from "../../tests/support/naive-list.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import {
  createUsers,
  DIGEST,
  layWorld,
  levelOnImage,
  levelOnOrganization,
  plans,
  SIZE,
  type World,
  type WorldImage,
  type WorldUser,
} from "../../tests/support/worlds.ts";
import type { ImageOrder } from "../images/cut-page.ts";
import type { ImageFilter } from "../images/image-filter.ts";
import type { Page } from "../list-query.ts";
import { createLogin } from "../login/create-login.ts";
import { mayOnImage, mayOnOrganization } from "./policy.ts";

let service: TestService;
let users: WorldUser[];
/** Of each user, by id: for the APIs, the console and the registry. */
let headers: Map<string, Record<"token" | "session" | "login", Record<string, string>>>;

beforeAll(async () => {
  service = await createTestService();
  users = await createUsers(service);
  headers = new Map();
  for (const user of users) {
    const { username, password } = await createLogin(await service.context(user));
    headers.set(user.id, {
      token: await service.token(user),
      session: await service.signIn(user),
      login: { authorization: `Basic ${btoa(`${username}:${password}`)}` },
    });
  }
});
afterAll(() => service.close());

async function ask(user: WorldUser, way: "token" | "session" | "login", path: string) {
  const response = await service.app.request(path, { headers: headers.get(user.id)?.[way] ?? {} });
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
}

const BY_NAME: ImageOrder = { column: "name", direction: "asc" };
const nameOf = ({ organization, name }: WorldImage) => `${organization}/${name}`;

/** Lists are of the own account; others' public images are pulled, not listed. */
const ownImages = (world: World, user: WorldUser) =>
  world.images.filter((image) => image.account === user.accountName && levelOnImage(world, user, image) > 0);

function ownOrganizations(world: World, user: WorldUser, withImageRights: boolean) {
  const granted = new Set(
    world.images
      .filter(({ id }) => world.imageGrants.some((it) => it.user === user.id && it.image === id))
      .map(({ organization }) => organization),
  );
  return world.organizations.filter(
    ({ name, account }) =>
      account === user.accountName &&
      (levelOnOrganization(world, user, name) > 0 || (withImageRights && granted.has(name))),
  );
}

interface Asked {
  filter: ImageFilter;
  order: ImageOrder;
  page: Page;
}

async function checkImageList(world: World, user: WorldUser, { filter, order, page }: Asked) {
  const { organization, organizationContains, nameContains, category, isPublic } = filter;
  const pairs = Object.entries({
    namespace: organizationContains ?? organization,
    name: nameContains,
    category,
    is_public: isPublic,
    ...page,
    order_column: order.column,
    order_type: order.direction,
  }).filter(([, value]) => value !== undefined) as [string, string][];
  const query =
    organizationContains === undefined
      ? new URLSearchParams(pairs)
      : new URLSearchParams({ filter: pairs.map((pair) => pair.join("::")).join("|") });
  const { body } = await ask(user, "token", `/v2/manage/repos?${query}`);
  const expected = naiveList(ownImages(world, user), filter, order);
  const shown = listedImageSchema.array().parse(body);
  expect(
    shown.map(({ namespace, name, tags, total_range, domain_name }) => [
      namespace,
      name,
      tags.length,
      total_range,
      domain_name,
    ]),
  ).toEqual(
    expected
      .slice(page.offset, page.offset + page.limit)
      .map(({ organization, name, tags, account }) => [
        organization,
        name,
        tags.length,
        expected.length,
        account,
      ]),
  );
}

async function checkImageListOfV3(world: World, user: WorldUser, { filter, page: { limit } }: Asked) {
  const { organizationContains: _, ...asked } = filter;
  const pairs = {
    namespace: asked.organization,
    name: asked.nameContains,
    category: asked.category,
    is_public: asked.isPublic,
  };
  const query = Object.entries(pairs).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${value}`],
  );
  const shown: [number, string][] = [];
  for (let marker: number | undefined = 0; marker !== undefined; ) {
    const path = `/v3/manage/repos?${[...query, `limit=${limit}`, `marker=${marker}`].join("&")}`;
    const page = imageOperations.ListRepoDetails.response.parse((await ask(user, "token", path)).body);
    shown.push(...page.repos.map(({ id, domain_name }): [number, string] => [id, domain_name]));
    marker = page.nextMarker;
  }
  const expected = naiveList(ownImages(world, user), asked, BY_NAME).map(({ id, account }) => [id, account]);
  expect(shown).toEqual(expected.sort(([a], [b]) => Number(a) - Number(b)));
}

async function checkOrganizations(world: World, user: WorldUser) {
  for (const visible of [false, true]) {
    const query = visible ? "?filter=mode::visible" : "";
    const { body } = await ask(user, "token", `/v2/manage/namespaces${query}`);
    const { namespaces } = organizationOperations.ListNamespaces.response.parse(body);
    const expected = ownOrganizations(world, user, visible).map(({ id, name, creator }) => ({
      id,
      name,
      creator_name: creator,
      auth: levelOnOrganization(world, user, name) || 1,
      access_user_count: world.organizationGrants.filter(({ organization }) => organization === name).length,
      repo_count: world.images.filter(({ organization }) => organization === name).length,
    }));
    expect(namespaces).toEqual(expected.sort((a, b) => (a.name < b.name ? -1 : 1)));
  }
  for (const { name, account } of world.organizations) {
    const level = levelOnOrganization(world, user, name);
    const { status, body } = await ask(user, "token", `/v2/manage/namespaces/${name}`);
    expect(status).toBe(account !== user.accountName ? 404 : level === 0 ? 403 : 200);
    if (level > 0) expect(body).toMatchObject({ auth: level });
  }
}

async function checkSearch(world: World, user: WorldUser, text: string) {
  const { body } = await ask(user, "session", `/api/search?q=${encodeURIComponent(text)}`);
  const images = ownImages(world, user);
  const isDigest = text === DIGEST;
  const tags = images
    .flatMap(({ id, organization, name, tags }) =>
      tags.map((tag) => ({ id, organization, image: name, tag, digest: DIGEST })),
    )
    .filter(({ tag }) => isDigest || tag.startsWith(text))
    .sort((a, b) => (a.tag === b.tag ? a.id - b.id : a.tag < b.tag ? -1 : 1))
    .map(({ id: _, ...shown }) => shown);
  const organizations = ownOrganizations(world, user, true).map(({ name }) => ({ name }));
  const expected: SearchResult = {
    organizations: organizations
      .filter(({ name }) => name.includes(text))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .slice(0, SEARCH_LIMIT),
    images: (isDigest ? [] : naiveList(images, { nameContains: text }, BY_NAME))
      .map(({ organization, name }) => ({ organization, image: name }))
      .slice(0, SEARCH_LIMIT),
    tags: tags.slice(0, SEARCH_LIMIT),
  };
  expect(body).toEqual(expected);
}

async function checkCatalog(world: World, user: WorldUser) {
  const shown: string[] = [];
  for (let path: string | undefined = "/v2/_catalog?n=3"; path !== undefined; ) {
    const { body, headers } = await ask(user, "login", path);
    shown.push(...(body as { repositories: string[] }).repositories);
    path = /<([^>]+)>/.exec(headers.get("link") ?? "")?.[1];
  }
  expect(shown).toEqual(ownImages(world, user).map(nameOf).sort());
}

/** Sums are the whole account's, whoever of it asks. */
async function checkStatistics(world: World, user: WorldUser) {
  const { body } = await ask(user, "token", "/v2/manage/overview");
  const images = world.images.filter(({ account }) => account === user.accountName);
  expect(statisticsOperations.ShowDomainOverview.response.parse(body)).toMatchObject({
    namspace_num: world.organizations.filter(({ account }) => account === user.accountName).length,
    repo_num: images.length,
    image_num: images.reduce((sum, { tags }) => sum + tags.length, 0),
    store_space: images.length * SIZE,
  });
}

/** Those of the other account's images that are shared with the user's, and say whether they still are. */
async function checkSharedImages(world: World, user: WorldUser) {
  const { body } = await ask(user, "token", "/v2/manage/shared-repositories?center=thirdparty");
  const shown = sharedImageOperations.ListSharedReposDetails.response.parse(body);
  const expected = world.shares
    .filter(({ account }) => account === user.accountName)
    .map(({ image, hasEnded }) => [...world.images.filter(({ id }) => id === image).map(nameOf), !hasEnded]);
  expect(shown.map((image) => [`${image.namespace}/${image.name}`, image.status]).sort()).toEqual(
    expected.sort(),
  );
}

async function checkPolicy(world: World, user: WorldUser) {
  const asking = await service.context(user);
  const actions = Object.entries(REQUIRED_LEVEL) as [Action, number][];
  const organizations = await service.deps.db.selectFrom("organizations").selectAll().execute();
  for (const organization of organizations) {
    const level = levelOnOrganization(world, user, organization.name);
    for (const [action, needed] of actions) {
      expect(await mayOnOrganization(asking, action, organization)).toBe(level >= needed);
    }
    for (const image of world.images.filter((it) => it.organization === organization.name)) {
      for (const [action, needed] of actions) {
        const may = levelOnImage(world, user, image) >= needed;
        expect(await mayOnImage(asking, action, organization, image)).toBe(may);
        const anonymous = { ...asking, caller: undefined };
        const mayAnyone = image.is_public === 1 && needed === REQUIRED_LEVEL.view;
        expect(await mayOnImage(anonymous, action, organization, image)).toBe(mayAnyone);
      }
    }
  }
}

async function checkOneByOne(world: World, user: WorldUser) {
  for (const image of world.images) {
    const sees = levelOnImage(world, user, image) > 0;
    const path = `/v2/manage/namespaces/${image.organization}/repos/${image.name.replaceAll("/", "$")}`;
    const { status } = await ask(user, "token", path);
    expect(status).toBe(sees ? 200 : 404);
    expect((await ask(user, "login", `/v2/${nameOf(image)}/tags/list`)).status).toBe(sees ? 200 : 403);
  }
}

const optional = <Value>(...values: Value[]) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.constantFrom(...values));
const asked = fc.record({
  filter: fc.record({
    organization: optional("org-a0", "org-b1"),
    organizationContains: optional("org", "A"),
    nameContains: optional("work", "we", "r", "-1"),
    category: optional("other", "linux"),
    isPublic: optional(true, false),
  }),
  order: fc.record({
    column: fc.constantFrom(...IMAGE_ORDER_COLUMNS),
    direction: fc.constantFrom("asc" as const, "desc" as const),
  }),
  page: fc.record({ offset: fc.nat(6), limit: fc.constantFrom(1, 4, 100) }),
});
const texts = fc.constantFrom("w", "or", "v1", "v", "org-a", DIGEST);

test("everything agrees on what there is to see", { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(
    plans,
    fc.array(asked, { minLength: 2, maxLength: 4 }),
    texts,
    async (plan, queries, text) => {
      const world = await layWorld(service, users, plan);
      for (const user of users) {
        for (const query of queries) {
          // One of the two: a list takes a name or, in its filter, a part of one.
          const { organization, ...filter } = query.filter;
          const narrowed = filter.organizationContains === undefined ? query.filter : filter;
          await checkImageList(world, user, { ...query, filter: narrowed });
          await checkImageListOfV3(world, user, query);
        }
        await checkOrganizations(world, user);
        await checkSearch(world, user, text);
        await checkCatalog(world, user);
        await checkStatistics(world, user);
        await checkSharedImages(world, user);
        await checkPolicy(world, user);
        await checkOneByOne(world, user);
      }
    },
  );
  await fc.assert(property, { numRuns: 60 });
});
