import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { IMAGE_ORDER_COLUMNS } from "../../core/operations/facts.ts";
import { type KnownImage, naiveList } from "../../tests/support/naive-list.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";
import { cutPage, type ImageOrder } from "./cut-page.ts";
import type { ImageFilter } from "./image-filter.ts";

const WORDS = ["web", "worker", "web-worker", "work.er", "a", "api/v1", "owork"];
const CATEGORIES = ["other", "linux", ""];

let service: TestService;
let users: Record<"admin" | "user" | "other", TestUser>;
let images: KnownImage[];

/** What `user` may see, by the rule and not by the query. */
let visible: (image: KnownImage) => boolean;

beforeAll(async () => {
  service = await createTestService();
  const stranger = await service.createAccount("other");
  users = { admin: service.admin, user: await service.createUser("user"), other: stranger };
  images = [];
  const random = fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { numRuns: 400, seed: 7 });
  const organizations = ["org-a", "org-b", "team", "org-ab"];
  const ids = new Map<string, number>();
  for (const name of organizations) ids.set(name, await service.createOrganization(name));
  for (const [index, [a, b, c, d]] of random.entries()) {
    const organization = organizations[a % 4] ?? "team";
    const image = {
      organization,
      name: `${WORDS[b % WORDS.length]}-${index}`,
      category: CATEGORIES[c % 3] ?? "other",
      is_public: d % 10 === 0 ? (1 as const) : (0 as const),
      tag_count: c % 5,
      updated_at: new Date(1e12 + (d % 50) * 1000).toISOString(),
    };
    const { organization: _, name, ...columns } = image;
    const id = await service.createImage(ids.get(organization) ?? 0, name, columns);
    images.push({ id, ...image });
  }
  const theirs = await service.createOrganization("org-theirs", stranger);
  await service.createImage(theirs, "web-theirs", { is_public: 1 });
  await service.grant(ids.get("org-b") ?? 0, users.user, 1);
  const single = images.filter(({ id }) => id % 37 === 0);
  for (const { id } of single) await service.grantOnImage(id, users.user, 3);
  visible = (image) => image.is_public === 1 || image.organization === "org-b" || single.includes(image);
});
afterAll(() => service.close());

/** Ids, as a newcomer would list them. */
const naive = (all: KnownImage[], filter: ImageFilter, order: ImageOrder) =>
  naiveList(all, filter, order).map(({ id }) => id);

const optional = <Value>(...values: Value[]) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.constantFrom(...values));
const filters = fc.record({
  organization: optional("team", "org-a", "org-theirs", "none"),
  organizationContains: optional("org", "b", "TEAM", "%"),
  nameContains: optional(
    "work",
    "WORKER",
    "web-worker",
    "rker-1",
    "we",
    "",
    "/v1",
    '"',
    "%",
    "wor\u0000",
    "wörk",
  ),
  category: optional("other", "linux"),
  isPublic: optional(true, false),
});
const orders = fc.record({
  column: fc.constantFrom(...IMAGE_ORDER_COLUMNS),
  direction: fc.constantFrom("asc" as const, "desc" as const),
});
const pages = fc.record({ offset: fc.nat(450), limit: fc.constantFrom(1, 7, 100, 1000) });

test.each(["admin", "user"] as const)(
  "every page of every list is that of a plain query: %s",
  async (name) => {
    const context = await service.context(users[name]);
    const all = name === "admin" ? images : images.filter(visible);
    await fc.assert(
      fc.asyncProperty(filters, orders, pages, async (filter, order, page) => {
        const expected = naive(all, filter, order);
        expect(await cutPage(context, filter, order, page)).toEqual({
          total: expected.length,
          ids: expected.slice(page.offset, page.offset + page.limit),
        });
      }),
      { numRuns: 500 },
    );
  },
);

test("another account has its own list", async () => {
  const order = { column: "name", direction: "asc" } as const;
  const page = { offset: 0, limit: 10 };
  const context = await service.context(users.other);
  expect((await cutPage(context, {}, order, page)).total).toBe(1);
  expect((await cutPage(context, { nameContains: "web" }, order, page)).total).toBe(1);
});

test("names are counted the same where no other account has images", async () => {
  const context = await service.context(users.admin);
  await service.deps.db.deleteFrom("images").where("name", "=", "web-theirs").execute();
  const texts = [
    "work",
    "WORKER",
    "web-worker",
    "worrke",
    "rker-1",
    "/v1",
    "we",
    "web-theirs",
    "w".repeat(200),
  ];
  for (const nameContains of texts) {
    for (const filter of [{ nameContains }, { nameContains, isPublic: true }]) {
      const expected = naive(images, filter, { column: "name", direction: "asc" });
      const cut = await cutPage(
        context,
        filter,
        { column: "name", direction: "asc" },
        { offset: 3, limit: 9 },
      );
      expect(cut).toEqual({ total: expected.length, ids: expected.slice(3, 12) });
    }
  }
});
