/** Which images are on one page of a list: their ids alone, as the rows are read only for what is shown. */

import { sql } from "kysely";
import type { ImageOrderColumn } from "../../core/operations/facts.ts";
import { type ImageQuery, seesWholeAccount, visibleInAccount } from "../access/visible-images.ts";
import type { Context } from "../context.ts";
import { isOneOf, listOf, readList } from "../db/sqlite/lists.ts";
import { namesFew } from "../db/sqlite/names-with.ts";
import { sortedWhole } from "../db/sqlite/sorted-whole.ts";
import { unindexed } from "../db/sqlite/unindexed.ts";
import { fromNearerEnd, opposite, type Page } from "../list-query.ts";
import { addUp, countAccount, countByOrganization, countImages } from "./count-images.ts";
import { gatheredBy, gatherImages } from "./gather-images.ts";
import {
  attributesMatch,
  type ImageFilter,
  namedOrganizations,
  nameMatches,
  namesOrganizations,
} from "./image-filter.ts";

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

/**
 * To gather a row costs about what it costs to walk over one in an index; to sort it as well, so many times that: for a
 * page near an end, or for one deep in the list.
 */
const SORTING = { near: 0.5, deep: 2 };

/** Deep is what ends behind this part of a list. */
const DEEP = 1 / 7;

export async function cutPage(
  context: Context,
  filter: ImageFilter,
  order: ImageOrder,
  page: Page,
): Promise<Cut> {
  const { column, direction } = order;
  if (column === "namespace") return byOrganization(context, filter, direction, page);
  if (filter.nameContains !== undefined && (namesOrganizations(filter) || !seesWholeAccount(context))) {
    return gatherOnce(context, filter, SORT_COLUMN[column], direction, page);
  }
  if (column === "is_public" && filter.isPublic === undefined && !seesWholeAccount(context)) {
    return byVisibility(context, filter, order, page);
  }
  const total = await countImages(context, filter);
  const { backwards, ...near } = fromNearerEnd(page, total);
  if (near.limit === 0) return { total, ids: [] };
  const way = backwards ? opposite(direction) : direction;
  const gathered = await gatheringIsShorter(context, filter, column, total, near);
  const allAlike = column === "is_public" && filter.isPublic !== undefined;
  const sorted = gathered
    ? gatherImages(context, filter).$if(!allAlike, (query) =>
        query.orderBy(({ ref }) => unindexed(ref(SORT_COLUMN[column])), way),
      )
    : walk(context, filter, column).orderBy(SORT_COLUMN[column], way);
  const byId = sorted.orderBy("images.id", way);
  const inOrder = gathered && isDeep(near, total) ? sortedWhole(context.db, byId) : byId;
  const ids = await idsOf(inOrder, near);
  return { total, ids: backwards ? ids.reverse() : ids };
}

/**
 * Either the index of the sorted column is walked, over whatever else the account has, or the rows that match are
 * gathered and sorted.
 */
async function gatheringIsShorter(
  context: Context,
  filter: ImageFilter,
  column: ImageOrderColumn,
  total: number,
  page: Page,
): Promise<boolean> {
  const gathering = await countGathered(context, filter, total);
  if (gathering === undefined) return false;
  const walked = await countAccount(context, column === "is_public" ? { isPublic: filter.isPublic } : {});
  const steps = ((page.offset + page.limit) * walked) / total;
  // What is in one organization was often pushed together: a walk may meet none of it for long.
  const sorting = namesOrganizations(filter) ? 0 : total * SORTING[isDeep(page, total) ? "deep" : "near"];
  return steps > gathering + sorting;
}

function isDeep({ offset, limit }: Page, total: number): boolean {
  return offset + limit > total * DEEP;
}

/** How many rows `gatherImages` looks at, of which `total` match; undefined where these are the whole account. */
async function countGathered(
  context: Context,
  filter: ImageFilter,
  total: number,
): Promise<number | undefined> {
  const by = gatheredBy(context, filter);
  const { category, nameContains, isPublic } = filter;
  const narrowedFurther = category !== undefined || nameContains !== undefined;
  if (by === "visibility" && narrowedFurther) return countImages(context, { isPublic });
  return by && total;
}

/**
 * Where a name is looked for in a part of the account, that part is looked through once, for the total and the page; or
 * those with the name are, where they are few.
 */
async function gatherOnce(
  context: Context,
  filter: ImageFilter,
  column: (typeof SORT_COLUMN)[keyof typeof SORT_COLUMN],
  direction: "asc" | "desc",
  { offset, limit }: Page,
): Promise<Cut> {
  const { nameContains = "" } = filter;
  const byName = !namesOrganizations(filter) && (await namesFew(context.db, nameContains));
  const by = byName ? "name" : gatheredBy(context, filter);
  const gathered = gatherImages(context, filter, by).select(["images.id", `${column} as sorted`]);
  const way = sql.raw(direction);
  // The unary `+` is for what db/sqlite/dialect.ts says of limits.
  const page = sql`(select id from gathered order by sorted ${way}, id ${way} limit +${limit} offset ${offset})`;
  const { rows } = await sql<{ total: number; ids: string }>`
    with gathered as materialized ${gathered}
    select (select count(*) from gathered) as total, ${listOf("id", page)} as ids
  `.execute(context.db);
  const [{ total, ids } = { total: 0, ids: "[]" }] = rows;
  return { total, ids: readList(ids) };
}

/** The index that begins with the account and the sorted column, whichever that is. */
function walk(context: Context, filter: ImageFilter, column: ImageOrderColumn): ImageQuery {
  const { db, caller } = context;
  const { isPublic } = filter;
  const matching = db
    .selectFrom("images")
    .where("images.account_id", "=", caller.account.id)
    .$if(column === "is_public" && isPublic !== undefined, (query) =>
      query.where("images.is_public", "=", isPublic ? 1 : 0),
    )
    .where(attributesMatch("images", filter))
    .where(nameMatches(filter))
    .where(visibleInAccount(context, filter));
  if (!namesOrganizations(filter)) return matching;
  return matching.where(({ eb, ref }) =>
    eb(unindexed(ref("images.organization_id")), "in", namedOrganizations(context, filter)),
  );
}

/** Sorted by it a list is two, of private and of public images, and who sees few private ones need not look at others. */
async function byVisibility(
  context: Context,
  filter: ImageFilter,
  order: ImageOrder,
  page: Page,
): Promise<Cut> {
  const isPublic = order.direction === "desc";
  const first = await cutPage(context, { ...filter, isPublic }, order, page);
  const behind = {
    offset: Math.max(0, page.offset - first.total),
    limit: page.limit - first.ids.length,
  };
  const second = await cutPage(context, { ...filter, isPublic: !isPublic }, order, behind);
  return { total: first.total + second.total, ids: [...first.ids, ...second.ids] };
}

/** It is counted first in which organizations a page lies: only their images are walked. */
async function byOrganization(
  context: Context,
  filter: ImageFilter,
  direction: "asc" | "desc",
  page: Page,
): Promise<Cut> {
  const { db } = context;
  const counted = await countByOrganization(context, filter, direction);
  const total = addUp(counted);
  const { backwards, offset, limit } = fromNearerEnd(page, total);
  if (limit === 0) return { total, ids: [] };
  const way = backwards ? opposite(direction) : direction;
  const shown: number[] = [];
  let skipped = 0;
  let end = 0;
  for (const { organization_id, images } of backwards ? counted.reverse() : counted) {
    const start = end;
    end += images;
    if (end <= offset) skipped = end;
    else if (start < offset + limit) shown.push(organization_id);
  }
  const query = db
    .selectFrom("organizations")
    .crossJoin("images")
    .whereRef("images.organization_id", "=", "organizations.id")
    .where(({ ref }) => isOneOf(ref("organizations.id"), shown))
    .where(attributesMatch("images", filter))
    .where(nameMatches(filter))
    .where(visibleInAccount(context, filter))
    .orderBy("organizations.name", way)
    .orderBy("images.name", way);
  const ids = await idsOf(query as unknown as ImageQuery, { limit, offset: offset - skipped });
  return { total, ids: backwards ? ids.reverse() : ids };
}

async function idsOf(query: ImageQuery, { limit, offset }: Page): Promise<number[]> {
  const rows = await query.select("images.id").limit(limit).offset(offset).execute();
  return rows.map(({ id }) => id);
}
