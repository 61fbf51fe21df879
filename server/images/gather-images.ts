/** Gathers the images of a list by what narrows it most, in no order, without looking at others. */
import { type SelectQueryBuilder, sql } from "kysely";
import type { Context } from "../context.ts";
import { idsOfNamesWith } from "../db/names-with.ts";
import type { Database } from "../db/schema.ts";
import {
  attributesMatch,
  grantedOrganizations,
  type ImageFilter,
  nameMatches,
  namesOrganizations,
  organizationMatches,
} from "./image-filter.ts";
import { visibleTo } from "./visible-images.ts";

export type ImageQuery = SelectQueryBuilder<Database, "images", object>;

/** What a list may be sorted by. Each part of `gatherVisible` has an index with all of them. */
const COLUMNS = [
  "images.id",
  "images.name",
  "images.organization_id",
  "images.is_public",
  "images.tag_count",
  "images.updated_at",
] as const;

export function gatherImages(context: Context, filter: ImageFilter): ImageQuery {
  if (namesOrganizations(filter)) return withinOrganizations(context, filter);
  if (!context.caller.isAdministrator || filter.isPublic === true) return gatherVisible(context, filter);
  const found = filter.nameContains === undefined ? undefined : idsOfNamesWith(filter.nameContains);
  if (!found) return withinOrganizations(context, filter);
  const query = context.db
    .selectFrom(found.as("found"))
    .crossJoin("images")
    .whereRef("images.id", "=", "found.id")
    .where("images.account_id", "=", context.caller.account.id)
    .where(attributesMatch("images", filter));
  return query as unknown as ImageQuery;
}

/** SQLite keeps the order of a cross join: the organizations come first, each with its images. */
function withinOrganizations({ db, caller }: Context, filter: ImageFilter): ImageQuery {
  const query = db
    .selectFrom("organizations")
    .crossJoin("images")
    .whereRef("images.organization_id", "=", "organizations.id")
    .where(organizationMatches(caller, filter))
    .where(visibleTo(caller))
    .where(attributesMatch("images", filter))
    .where(nameMatches(filter));
  return query as unknown as ImageQuery;
}

/** Public images, and unless only those are asked for, what else an ordinary user sees. None comes twice. */
function gatherVisible(context: Context, filter: ImageFilter): ImageQuery {
  const { db, caller } = context;
  const matching = (query: ImageQuery) =>
    query.where(attributesMatch("images", filter)).where(nameMatches(filter)).select(COLUMNS);
  const ofAccount = db
    .selectFrom("images")
    .where("images.account_id", "=", caller.account.id)
    .where("images.is_public", "=", 1);
  const [first, ...others] = [
    ...(filter.isPublic === false ? [] : [ofAccount]),
    ...(filter.isPublic === true ? [] : privateSeen(context)),
  ].map(matching);
  if (!first) throw new Error("a list has public images, private ones, or both");
  const visible = others.reduce((together, query) => together.unionAll(query), first);
  return db.selectFrom(visible.as("images")) as unknown as ImageQuery;
}

/** Of some organizations all, and single ones of others. */
function privateSeen(context: Context): ImageQuery[] {
  const { db, caller } = context;
  const ofOrganizations = db
    .selectFrom("organizations")
    .crossJoin("images")
    .whereRef("images.organization_id", "=", "organizations.id")
    .where("organizations.id", "in", grantedOrganizations(context))
    .where("organizations.account_id", "=", caller.account.id)
    .where(sql`+images.is_public`, "=", 0);
  return [ofOrganizations as unknown as ImageQuery, singlySeen(context)];
}

/** Private images that are granted by themselves, not with their organization. */
export function singlySeen(context: Context): ImageQuery {
  const { db, caller } = context;
  const query = db
    .selectFrom("image_grants")
    // SQLite keeps the order of a cross join. Left to itself it looks through the account.
    .crossJoin("images")
    .whereRef("images.id", "=", "image_grants.image_id")
    .where("image_grants.user_id", "=", caller.user.id)
    .where("images.account_id", "=", caller.account.id)
    .where("images.is_public", "=", 0)
    .where("images.organization_id", "not in", grantedOrganizations(context));
  return query as unknown as ImageQuery;
}
