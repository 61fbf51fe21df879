/** Random accounts, organizations, images and grants, and who may do what in them: by the rule and not by a query. */
import fc from "fast-check";
import type { Kysely } from "kysely";
import type { GrantedLevel } from "../../core/permissions.ts";
import type { Database } from "../../server/db/schema.ts";
import type { KnownImage } from "./naive-list.ts";
import type { TestService, TestUser } from "./service.ts";

export interface WorldUser extends TestUser {
  isAdministrator: boolean;
}

export interface WorldImage extends KnownImage {
  /** Name of the owner. */
  account: string;
  tags: string[];
}

export interface World {
  organizations: { id: number; name: string; account: string; creator: string }[];
  images: WorldImage[];
  organizationGrants: { user: string; organization: string; level: GrantedLevel }[];
  imageGrants: { user: string; image: number; level: GrantedLevel }[];
  /** With the account of this name. */
  shares: { account: string; image: number; hasEnded: boolean }[];
}

/** Of every image's tags. */
export const DIGEST = `sha256:${"ab".repeat(32)}`;
/** Bytes of every image. */
export const SIZE = 5;
const WORDS = ["web", "worker", "work.er", "api/v1"];
const CATEGORIES = ["other", "linux", ""];

const level = fc.constantFrom<GrantedLevel>(1, 3, 7);

/** Numbers stand for what comes out of them modulo how many there are. Grants may lie across accounts: they count for nothing. */
export const plans = fc.record({
  organizations: fc.array(fc.nat(1), { minLength: 1, maxLength: 5 }),
  images: fc.array(
    fc.record({
      organization: fc.nat(),
      word: fc.nat(),
      category: fc.nat(),
      isPublic: fc.boolean(),
      tags: fc.nat(2),
      second: fc.nat(3),
    }),
    { maxLength: 14 },
  ),
  organizationGrants: fc.array(fc.tuple(fc.nat(), fc.nat(), level), { maxLength: 6 }),
  imageGrants: fc.array(fc.tuple(fc.nat(), fc.nat(), level), { maxLength: 8 }),
  /** Of an image with the account that does not own it. */
  shares: fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 6 }),
});

type Plan = typeof plans extends fc.Arbitrary<infer Value> ? Value : never;

/** Two accounts, each with its administrator and ordinary users. */
export async function createUsers(service: TestService): Promise<WorldUser[]> {
  const other = await service.createAccount("other");
  return [
    { ...service.admin, isAdministrator: true },
    { ...(await service.createUser("user")), isAdministrator: false },
    { ...(await service.createUser("second")), isAdministrator: false },
    { ...other, isAdministrator: true },
    { ...(await service.createUser("user", other.accountId)), isAdministrator: false },
  ];
}

/** Puts the world in the place of the one before. */
export async function layWorld(service: TestService, users: WorldUser[], plan: Plan): Promise<World> {
  const { db } = service.deps;
  await db.deleteFrom("images").execute();
  await db.deleteFrom("organizations").execute();
  const owners = users.filter(({ isAdministrator }) => isAdministrator);
  const world: World = { organizations: [], images: [], organizationGrants: [], imageGrants: [], shares: [] };
  for (const [index, which] of plan.organizations.entries()) {
    const owner = pick(owners, which);
    const name = `org-${"abc"[index % 3]}${index}`;
    const id = await service.createOrganization(name, owner);
    world.organizations.push({ id, name, account: owner.accountName, creator: owner.name });
  }
  for (const [index, planned] of plan.images.entries()) {
    const {
      id: organizationId,
      name: organization,
      account,
    } = pick(world.organizations, planned.organization);
    const tags = Array.from({ length: planned.tags }, (_, at) => `v${at}`);
    const name = `${pick(WORDS, planned.word)}-${index}`;
    const columns = {
      category: pick(CATEGORIES, planned.category),
      is_public: planned.isPublic ? (1 as const) : (0 as const),
      tag_count: tags.length,
      updated_at: new Date(1e12 + planned.second * 1000).toISOString(),
    };
    const id = await service.createImage(organizationId, name, { ...columns, size: SIZE });
    await addTags(db, id, tags, columns.updated_at);
    world.images.push({ id, organization, name, account, tags, ...columns });
  }
  for (const [who, where, granted] of plan.organizationGrants) {
    const user = pick(users, who);
    const { id, name } = pick(world.organizations, where);
    if (world.organizationGrants.some((it) => it.user === user.id && it.organization === name)) continue;
    await service.grant(id, user, granted);
    world.organizationGrants.push({ user: user.id, organization: name, level: granted });
  }
  for (const [who, where, granted] of world.images.length > 0 ? plan.imageGrants : []) {
    const user = pick(users, who);
    const { id } = pick(world.images, where);
    if (world.imageGrants.some((it) => it.user === user.id && it.image === id)) continue;
    await service.grantOnImage(id, user, granted);
    world.imageGrants.push({ user: user.id, image: id, level: granted });
  }
  for (const [which, hasEnded] of world.images.length > 0 ? plan.shares : []) {
    const { id, account } = pick(world.images, which);
    const target = owners.find(({ accountName }) => accountName !== account);
    if (!target || world.shares.some(({ image }) => image === id)) continue;
    await service.share(id, target, hasEnded ? "2026-02-01T00:00:00Z" : undefined);
    world.shares.push({ account: target.accountName, image: id, hasEnded });
  }
  return world;
}

/** The user's level on an organization, 0 for none. */
export function levelOnOrganization(world: World, user: WorldUser, name: string): number {
  const owner = world.organizations.find((organization) => organization.name === name)?.account;
  if (owner !== user.accountName) return 0;
  if (user.isAdministrator) return 7;
  const grant = world.organizationGrants.find((it) => it.user === user.id && it.organization === name);
  return grant?.level ?? 0;
}

/** The user's level on an image, 0 for none. */
export function levelOnImage(world: World, user: WorldUser, image: WorldImage): number {
  const shared = world.shares.some(
    ({ account, image: id, hasEnded }) => account === user.accountName && id === image.id && !hasEnded,
  );
  const single = world.imageGrants.find((it) => it.user === user.id && it.image === image.id);
  return Math.max(
    image.is_public === 1 || shared ? 1 : 0,
    levelOnOrganization(world, user, image.organization),
    image.account === user.accountName ? (single?.level ?? 0) : 0,
  );
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

async function addTags(db: Kysely<Database>, image_id: number, names: string[], at: string): Promise<void> {
  if (names.length === 0) return;
  const references = { config_digest: null, subject_digest: null };
  await db
    .insertInto("manifests")
    .values({ image_id, digest: DIGEST, media_type: "", content: "", size: 0, ...references, created_at: at })
    .execute();
  await db
    .insertInto("tags")
    .values(names.map((name) => ({ image_id, name, digest: DIGEST, created_at: at, updated_at: at })))
    .execute();
}
