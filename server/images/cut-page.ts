/** Which images are on one page of a list: their ids alone, as the rows are read only for what is shown. */
import { type SqlBool, sql } from "kysely";
import type { ImageOrderColumn } from "../../core/operations/images.ts";
import type { Context } from "../context.ts";
import { idsOfNamesWith } from "../db/names-with.ts";
import { fromNearerEnd, opposite, type Page } from "../list-query.ts";
import { countImages } from "./count-images.ts";
import { gatherImages, type ImageQuery } from "./gather-images.ts";
import {
  attributesMatch,
  type ImageFilter,
  nameMatches,
  namesOrganizations,
  organizationMatches,
} from "./image-filter.ts";
import { visibleTo } from "./visible-images.ts";

export interface ImageOrder {
  column: ImageOrderColumn;
  direction: "asc" | "desc";
}

interface Cut {
  /** Of all pages. */
  total: number;
  ids: number[];
}

const SORT_COLUMN = {
  updated_time: "images.updated_at",
  name: "images.name",
  tag_count: "images.tag_count",
  is_public: "images.is_public",
} as const satisfies Record<Exclude<ImageOrderColumn, "namespace">, string>;

/** A row gathered and sorted costs about so many rows walked in an index. */
const GATHERING = 2;

export async function cutPage(
  context: Context,
  filter: ImageFilter,
  { column, direction }: ImageOrder,
  page: Page,
): Promise<Cut> {
  const total = await countImages(context, filter);
  const { backwards, ...near } = fromNearerEnd(page, total);
  if (near.limit === 0) return { total, ids: [] };
  const order = { column, direction: backwards ? opposite(direction) : direction };
  const ids = await cut(context, filter, order, total, near);
  return { total, ids: backwards ? ids.reverse() : ids };
}

/**
 * Either the index of the sorted column is walked, over whatever else the account has, or the rows that match are
 * gathered and sorted.
 */
async function cut(
  context: Context,
  filter: ImageFilter,
  order: ImageOrder,
  total: number,
  near: Page,
): Promise<number[]> {
  const { column, direction } = order;
  if (column === "namespace") {
    const counted = context.caller.isAdministrator && filter.nameContains === undefined;
    if (counted) return byOrganization(context, filter, direction, near);
    const namespace = sql`(select name from organizations where organizations.id = images.organization_id)`;
    const sorted = gatherImages(context, filter)
      .orderBy(namespace, direction)
      .orderBy("images.name", direction);
    return idsOf(sorted, near);
  }
  const all = await countImages({ ...context, caller: { ...context.caller, isAdministrator: true } }, {});
  const steps = ((near.offset + near.limit) * all) / total;
  const gathering = (await countGathered(context, filter, total, all)) * GATHERING;
  const from = steps <= gathering ? walk(context, filter) : gatherImages(context, filter);
  return idsOf(from.orderBy(SORT_COLUMN[column], direction).orderBy("images.id", direction), near);
}

/** How many rows `gatherImages` looks at, of which `total` match. */
async function countGathered(
  context: Context,
  filter: ImageFilter,
  total: number,
  all: number,
): Promise<number> {
  if (namesOrganizations(filter)) return total;
  if (!context.caller.isAdministrator) return countImages(context, {});
  return filter.nameContains !== undefined && idsOfNamesWith(filter.nameContains) ? total : all;
}

/** The index that begins with the account and the sorted column, whichever that is. */
function walk({ db, caller }: Context, filter: ImageFilter): ImageQuery {
  const matching = db
    .selectFrom("images")
    .where("images.account_id", "=", caller.account.id)
    .where(attributesMatch("images", filter))
    .where(nameMatches(filter))
    .where(visibleTo(caller));
  if (!namesOrganizations(filter)) return matching;
  return matching.where(({ eb, selectFrom }) =>
    eb(
      // For `+` see attributesMatch.
      sql`+images.organization_id`,
      "in",
      selectFrom("organizations").select("organizations.id").where(organizationMatches(caller, filter)),
    ),
  );
}

/** The counts tell in which organizations a page lies: only their images are walked. */
async function byOrganization(
  { db, caller }: Context,
  filter: ImageFilter,
  direction: "asc" | "desc",
  { offset, limit }: Page,
): Promise<number[]> {
  const counted = await db
    .selectFrom("organizations")
    .innerJoin("image_counts", "image_counts.organization_id", "organizations.id")
    .select(["organizations.id", ({ fn }) => fn.sum<number>("image_counts.images").as("images")])
    .where(organizationMatches(caller, filter))
    .where(attributesMatch("image_counts", filter))
    .groupBy(["organizations.name", "organizations.id"])
    .orderBy("organizations.name", direction)
    .execute();
  const shown: number[] = [];
  let skipped = 0;
  let end = 0;
  for (const { id, images } of counted) {
    const start = end;
    end += images;
    if (end <= offset) skipped = end;
    else if (start < offset + limit) shown.push(id);
  }
  const query = db
    .selectFrom("organizations")
    .crossJoin("images")
    .whereRef("images.organization_id", "=", "organizations.id")
    .where(sql<SqlBool>`organizations.id in (select value from json_each(${JSON.stringify(shown)}))`)
    .where(attributesMatch("images", filter))
    .orderBy("organizations.name", direction)
    .orderBy("images.name", direction);
  return idsOf(query as unknown as ImageQuery, { limit, offset: offset - skipped });
}

async function idsOf(query: ImageQuery, { limit, offset }: Page): Promise<number[]> {
  const rows = await query.select("images.id").limit(limit).offset(offset).execute();
  return rows.map(({ id }) => id);
}
