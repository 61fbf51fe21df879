/**
 * "Who can pull this?" and "what does this user reach?": candidates from who-reaches.ts, each with the rights that
 * rights.ts finds.
 */
import type { Reached, ReachRight, Who } from "../../core/console-operations/reach.ts";
import { NEVER_ENDS } from "../../core/shares.ts";
import { maySeeTo } from "../access/policy.ts";
import {
  type ImageRef,
  type OrganizationRef,
  type Right,
  rightsOnImage,
  rightsOnOrganization,
  type Whose,
} from "../access/rights.ts";
import { type RightOnSome, rightOnSingleImages } from "../access/single-images.ts";
import { reachedBy, subjectOf, whoReaches } from "../access/who-reaches.ts";
import type { Context } from "../context.ts";
import { countRows, sumOf } from "../db/aggregates.ts";
import { contains } from "../db/sqlite/contains.ts";
import { SwrError } from "../errors.ts";
import type { Page } from "../list-query.ts";

/** `image` undefined: of the organization. `part` is of a user's or an account's name, in any case. */
export async function listWhoReaches(
  context: Context,
  organization: OrganizationRef,
  image: ImageRef | undefined,
  { part, page }: { part: string; page: Page },
) {
  const all = context.db
    .selectFrom(whoReaches(context, organization, image).as("who"))
    .where(({ ref }) => contains(ref("who.name"), part));
  const { total } = await all.select(countRows().as("total")).executeTakeFirstOrThrow();
  const rows = await all
    .selectAll()
    .orderBy("kind", "desc")
    .orderBy("name")
    .orderBy("id")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const who: Who[] = [];
  for (const row of rows) {
    const caller = subjectOf(organization.account_id, row);
    const rights = await rightsOn({ ...context, caller }, organization, image);
    who.push({ kind: row.kind, id: row.id, name: row.name, rights: rights.map(present) });
  }
  return { who, total, public_images: image ? image.is_public : await countPublic(context, organization) };
}

/** By name: whole organizations, and single images that are granted or shared. */
export async function listReachOfUser(
  context: Context,
  userId: string,
  { part, page }: { part: string; page: Page },
) {
  const { db, caller } = context;
  if (!maySeeTo(caller, userId)) throw new SwrError("forbidden");
  const user = await db
    .selectFrom("users")
    .select(["id", "name", "is_administrator", "enabled"])
    .where("id", "=", userId)
    .where("account_id", "=", caller.account.id)
    .executeTakeFirst();
  if (!user) throw new SwrError("urlNotFound", "no such user");
  const whose = { ...context, caller: subjectOf(caller.account.id, { ...user, kind: "user" }) };
  const all = db
    .selectFrom(reachedBy(whose).as("reached"))
    .where(({ ref }) => contains(ref("reached.path"), part));
  const { total } = await all.select(countRows().as("total")).executeTakeFirstOrThrow();
  const rows = await all
    .selectAll()
    .orderBy("organization")
    .orderBy("image", (order) => order.asc().nullsFirst())
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const reached: Reached[] = [];
  for (const { organization_id, account_id, organization, owner, image_id, image, is_public } of rows) {
    const of = { id: organization_id, account_id };
    const rights =
      image_id === null
        ? rightsOnOrganization(whose, of)
        : rightsOnImage(whose, of, { id: image_id, is_public });
    reached.push({ organization, image, owner, rights: (await collect(rights)).map(present) });
  }
  return { user: { id: user.id, name: user.name, isEnabled: user.enabled === 1 }, reached, total };
}

async function rightsOn(
  whose: Whose,
  organization: OrganizationRef,
  image: ImageRef | undefined,
): Promise<(Right | RightOnSome)[]> {
  if (image) return await collect(rightsOnImage(whose, organization, image));
  const single = await rightOnSingleImages(whose, organization);
  return [...(await collect(rightsOnOrganization(whose, organization))), ...(single ? [single] : [])];
}

async function collect(rights: AsyncIterable<Right>): Promise<Right[]> {
  const all: Right[] = [];
  for await (const right of rights) all.push(right);
  return all;
}

function present(right: Right | RightOnSome): ReachRight {
  const { through, level, until = NEVER_ENDS } = right;
  return {
    through,
    level,
    until: until === NEVER_ENDS ? null : until,
    images: "images" in right ? right.images : null,
  };
}

async function countPublic({ db }: Context, organization: OrganizationRef): Promise<number> {
  const { images } = await db
    .selectFrom("image_counts")
    .select(({ ref }) => sumOf(ref("images")).as("images"))
    .where("organization_id", "=", organization.id)
    .where("is_public", "=", 1)
    .executeTakeFirstOrThrow();
  return images;
}
