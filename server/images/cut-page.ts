/** Which images are on one page of a list: their ids alone, as the rows are read only for what is shown. */
import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { ImageOrderColumn } from "../../core/operations/images.ts";
import type { Context } from "../context.ts";
import { contains } from "../db/contains.ts";
import { idsOfNamesWith } from "../db/names-with.ts";
import type { Database } from "../db/schema.ts";
import type { Page } from "../list-query.ts";
import { countImages } from "./count-images.ts";
import {
  attributesMatch,
  grantedOrganizations,
  type ImageFilter,
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

type Query = SelectQueryBuilder<Database, "images", object>;

const SORT_COLUMN = {
  updated_time: "images.updated_at",
  name: "images.name",
  tag_count: "images.tag_count",
  is_public: "images.is_public",
} as const satisfies Record<Exclude<ImageOrderColumn, "namespace">, string>;

/** A row gathered and sorted costs about so many rows walked in an index. */
const GATHERING = 4;

export async function cutPage(
  context: Context,
  filter: ImageFilter,
  order: ImageOrder,
  page: Page,
): Promise<Cut> {
  const { nameContains } = filter;
  if (nameContains !== undefined) return cutFound(context, filter, nameContains, order, page);
  const total = await countImages(context, filter);
  const count = Math.min(page.limit, total - page.offset);
  if (count <= 0) return { total, ids: [] };
  // The second half is reached from the other end.
  const behind = total - page.offset - count;
  const backwards = behind < page.offset;
  const near = { limit: count, offset: backwards ? behind : page.offset };
  const from = await nearestWay(context, filter, order, total, near);
  const ids = await idsOf(sorted(from, backwards ? reversed(order) : order), near);
  return { total, ids: backwards ? ids.reverse() : ids };
}

/**
 * Either the index of the sorted column is walked, over whatever else the account has, or the few rows that match are
 * gathered and sorted.
 */
async function nearestWay(
  context: Context,
  filter: ImageFilter,
  order: ImageOrder,
  total: number,
  near: Page,
): Promise<Query> {
  const narrowed = namesOrganizations(filter);
  if (order.column === "namespace") return withinOrganizations(context, filter);
  if (context.caller.isAdministrator && !narrowed) return walked(context, filter);
  const all = await countImages({ ...context, caller: { ...context.caller, isAdministrator: true } }, {});
  const steps = ((near.offset + near.limit) * all) / total;
  if (steps <= total * GATHERING) return walked(context, filter);
  return narrowed ? withinOrganizations(context, filter) : gathered(context, filter);
}

function walked(context: Context, filter: ImageFilter): Query {
  return inAccount(context, filter, context.db.selectFrom("images"));
}

function inAccount(context: Context, filter: ImageFilter, query: Query): Query {
  const { caller } = context;
  const matching = narrowed(context, filter, query).where("images.account_id", "=", caller.account.id);
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

/** SQLite keeps the order of a cross join: the organizations come first, each with its images by name. */
function withinOrganizations(context: Context, filter: ImageFilter): Query {
  const query = context.db
    .selectFrom("organizations")
    .crossJoin("images")
    .whereRef("images.organization_id", "=", "organizations.id")
    .where(organizationMatches(context.caller, filter));
  return narrowed(context, filter, query as unknown as Query);
}

/** What an ordinary user sees: public images, those of some organizations, and single ones. */
function gathered(context: Context, filter: ImageFilter): Query {
  const { db, caller } = context;
  const visible = db
    .selectFrom("images")
    .select("images.id")
    .where("images.account_id", "=", caller.account.id)
    .where("images.is_public", "=", 1)
    .union(
      db
        .selectFrom("images")
        .select("images.id")
        .where("images.organization_id", "in", grantedOrganizations(context)),
    )
    .union(
      db
        .selectFrom("image_grants")
        .select("image_grants.image_id as id")
        .where("image_grants.user_id", "=", caller.user.id),
    );
  const query = db
    .selectFrom(visible.as("visible"))
    .crossJoin("images")
    .whereRef("images.id", "=", "visible.id")
    .where("images.account_id", "=", caller.account.id)
    .where(attributesMatch("images", filter));
  return query as unknown as Query;
}

function narrowed({ caller }: Context, filter: ImageFilter, query: Query): Query {
  return query.where(attributesMatch("images", filter)).where(visibleTo(caller));
}

/** Who asks for a part of the name: what has it is found first, then counted and sorted in one go. */
async function cutFound(
  context: Context,
  filter: ImageFilter,
  nameContains: string,
  { column, direction }: ImageOrder,
  page: Page,
): Promise<Cut> {
  const candidates = idsOfNamesWith(nameContains);
  // Where the index of names is no help, that of all organizations' images has every column that is needed.
  const all = candidates ? named(context, filter, candidates) : withinOrganizations(context, filter);
  const sortedBy =
    column === "namespace"
      ? sql<unknown>`(select name from organizations where id = images.organization_id)`
      : sql.ref<unknown>(SORT_COLUMN[column]);
  const found = all
    .where((eb) => contains(eb.ref("images.name"), nameContains))
    .select(["images.id", "images.name", sortedBy.as("sorted")]);
  const { total, ids } = await context.db
    .with(
      (cte) => cte("found").materialized(),
      () => found,
    )
    .selectNoFrom((eb) => [
      eb
        .selectFrom("found")
        .select(({ fn }) => fn.countAll<number>().as("total"))
        .as("total"),
      eb
        .selectFrom((inner) =>
          inner
            .selectFrom("found")
            .select("found.id")
            .orderBy("found.sorted", direction)
            .orderBy(column === "namespace" ? "found.name" : "found.id", direction)
            .limit(page.limit)
            .offset(page.offset)
            .as("page"),
        )
        .select(sql<string>`json_group_array(page.id)`.as("ids"))
        .as("ids"),
    ])
    .executeTakeFirstOrThrow();
  return { total: total ?? 0, ids: JSON.parse(ids ?? "[]") };
}

function named(context: Context, filter: ImageFilter, candidates: RawBuilder<{ id: number }>): Query {
  const query = context.db
    .selectFrom(candidates.as("named"))
    .crossJoin("images")
    .whereRef("images.id", "=", "named.id");
  return inAccount(context, filter, query as unknown as Query);
}

function reversed({ column, direction }: ImageOrder): ImageOrder {
  return { column, direction: direction === "asc" ? "desc" : "asc" };
}

function sorted(query: Query, { column, direction }: ImageOrder): Query {
  if (column === "namespace") {
    return query.orderBy(sql`organizations.name`, direction).orderBy("images.name", direction);
  }
  return query.orderBy(SORT_COLUMN[column], direction).orderBy("images.id", direction);
}

async function idsOf(query: Query, { limit, offset }: Page): Promise<number[]> {
  const rows = await query.select("images.id").limit(limit).offset(offset).execute();
  return rows.map(({ id }) => id);
}
