/** Gathers the images of a list by what narrows it most, in no order, without looking at others. */
import {
  type ImageQuery,
  privateParts,
  seesWholeAccount,
  visibleInAccount,
} from "../access/visible-images.ts";
import type { Context } from "../context.ts";
import { idsOfNamesWith } from "../db/sqlite/names-with.ts";
import {
  attributesMatch,
  type ImageFilter,
  nameMatches,
  namesOrganizations,
  organizationMatches,
} from "./image-filter.ts";

/** What a list may be sorted by. Each part of `gatherVisible` has an index with all of them. */
const COLUMNS = [
  "images.id",
  "images.name",
  "images.organization_id",
  "images.is_public",
  "images.tag_count",
  "images.updated_at",
] as const;

/** Undefined where nothing narrows a list, and all of the account would be gathered. */
type GatheredBy = "organization" | "visibility" | "name" | undefined;

/** What a list is gathered by. */
export function gatheredBy(context: Context, filter: ImageFilter): GatheredBy {
  if (namesOrganizations(filter)) return "organization";
  if (!seesWholeAccount(context) || filter.isPublic === true) return "visibility";
  return idsNamed(filter) && "name";
}

export function gatherImages(
  context: Context,
  filter: ImageFilter,
  by: GatheredBy = gatheredBy(context, filter),
): ImageQuery {
  if (by === "visibility") return gatherVisible(context, filter);
  const found = by === "name" ? idsNamed(filter) : undefined;
  if (!found) return withinOrganizations(context, filter);
  const query = context.db
    .selectFrom(found.as("found"))
    .crossJoin("images")
    .whereRef("images.id", "=", "found.id")
    .where("images.account_id", "=", context.caller.account.id)
    .where(visibleInAccount(context, filter))
    .where(attributesMatch("images", filter));
  return query as unknown as ImageQuery;
}

function idsNamed({ nameContains }: ImageFilter) {
  return nameContains === undefined ? undefined : idsOfNamesWith(nameContains);
}

/** SQLite keeps the order of a cross join: the organizations come first, each with its images. */
function withinOrganizations(context: Context, filter: ImageFilter): ImageQuery {
  const query = context.db
    .selectFrom("organizations")
    .crossJoin("images")
    .whereRef("images.organization_id", "=", "organizations.id")
    .where(organizationMatches(context.caller, filter))
    .where(visibleInAccount(context))
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
    ...(filter.isPublic === true ? [] : privateParts(context)),
  ].map(matching);
  if (!first) throw new Error("a list has public images, private ones, or both");
  const visible = others.reduce((together, query) => together.unionAll(query), first);
  return db.selectFrom(visible.as("images")) as unknown as ImageQuery;
}
