/** Which images are on one page of a list: their ids alone, as the rows are read only for what is shown. */
import { type SqlBool, sql } from "kysely";
import type { ImageOrderColumn } from "../../core/operations/facts.ts";
import type { Context } from "../context.ts";
import { idsOfNamesWith } from "../db/names-with.ts";
import { fromNearerEnd, opposite, type Page } from "../list-query.ts";
import { countByOrganization, countImages } from "./count-images.ts";
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
  if (column === "namespace") return byOrganization(context, filter, direction, near);
  const gathering = await countGathered(context, filter, total);
  if (gathering !== undefined) {
    const all = await countImages({ ...context, caller: { ...context.caller, isAdministrator: true } }, {});
    const steps = ((near.offset + near.limit) * all) / total;
    if (steps > gathering * GATHERING) {
      return sortGathered(gatherImages(context, filter), SORT_COLUMN[column], direction, near);
    }
  }
  const walked = walk(context, filter)
    .orderBy(SORT_COLUMN[column], direction)
    .orderBy("images.id", direction);
  return idsOf(walked, near);
}

/** All ids as one value: with a limit SQLite keeps a tree of the best so far, which is slower than to sort them all. */
async function sortGathered(
  gathered: ImageQuery,
  column: string,
  direction: "asc" | "desc",
  { offset, limit }: Page,
): Promise<number[]> {
  const way = sql.raw(direction);
  const sortedBy = sql`${sql.ref(column)} ${way}, images.id ${way}`;
  const { ids } = await gathered
    .select(sql<string>`json_group_array(images.id order by ${sortedBy})`.as("ids"))
    .executeTakeFirstOrThrow();
  return (JSON.parse(ids) as number[]).slice(offset, offset + limit);
}

/** How many rows `gatherImages` looks at, of which `total` match; undefined where these are the whole account. */
async function countGathered(
  context: Context,
  filter: ImageFilter,
  total: number,
): Promise<number | undefined> {
  if (namesOrganizations(filter)) return total;
  if (!context.caller.isAdministrator) return countImages(context, {});
  return filter.nameContains !== undefined && idsOfNamesWith(filter.nameContains) ? total : undefined;
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

/** It is counted first in which organizations a page lies: only their images are walked. */
async function byOrganization(
  context: Context,
  filter: ImageFilter,
  direction: "asc" | "desc",
  { offset, limit }: Page,
): Promise<number[]> {
  const { db, caller } = context;
  const counted = await db
    .selectFrom("organizations")
    .innerJoin(
      countByOrganization(context, filter).as("counted"),
      "counted.organization_id",
      "organizations.id",
    )
    .select(["organizations.id", "counted.images"])
    .where(organizationMatches(caller, filter))
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
    .where(nameMatches(filter))
    .where(visibleTo(caller))
    .orderBy("organizations.name", direction)
    .orderBy("images.name", direction);
  return idsOf(query as unknown as ImageQuery, { limit, offset: offset - skipped });
}

async function idsOf(query: ImageQuery, { limit, offset }: Page): Promise<number[]> {
  const rows = await query.select("images.id").limit(limit).offset(offset).execute();
  return rows.map(({ id }) => id);
}
