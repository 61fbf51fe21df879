/** The lists of the account's images. */
import { type SelectQueryBuilder, sql } from "kysely";
import type { ImageOrderColumn } from "../../core/operations/images.ts";
import type { Context } from "../context.ts";
import { contains } from "../db/contains.ts";
import type { Database } from "../db/schema.ts";
import type { Page } from "../list-query.ts";

/** Names of tags sent with each image, newest first. The list of tags has them all. */
const TAGS_SHOWN = 100;

export interface ImageFilter {
  organization?: string | undefined;
  organizationContains?: string | undefined;
  nameContains?: string | undefined;
  category?: string | undefined;
  isPublic?: boolean | undefined;
}

export interface ImageOrder {
  column: ImageOrderColumn;
  direction: "asc" | "desc";
}

type Query<Row> = SelectQueryBuilder<Database, "images" | "organizations", Row>;

const SORT_COLUMN = {
  updated_time: "images.updated_at",
  name: "images.name",
  tag_count: "images.tag_count",
  is_public: "images.is_public",
} as const satisfies Record<Exclude<ImageOrderColumn, "namespace">, string>;

/** Images of the caller's account which the caller may see. `total` counts all pages. */
export async function listImages(context: Context, filter: ImageFilter, order: ImageOrder, page: Page) {
  const { total } = await matching(context, filter, "any")
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  // The page is cut on ids alone: sorting whole rows with their tags would cost with the table, not with the page.
  const ids = sorted(matching(context, filter, joinFor(filter, order)), order)
    .select("images.id")
    .limit(page.limit)
    .offset(page.offset);
  const joined = context.db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id");
  const rows = await sorted(joined, order)
    .selectAll("images")
    .select("organizations.name as organization")
    .select(newestTags.as("tags"))
    .where("images.id", "in", ids)
    .execute();
  return { total, rows: rows.map((row) => ({ ...row, tags: JSON.parse(row.tags) as string[] })) };
}

/**
 * `limit` images after the one of the id `marker`, in the order they were made. Ids start at 1, so 0 asks for the
 * first page. `nextMarker` is undefined on the last one.
 */
export async function listImagesAfter(context: Context, filter: ImageFilter, marker: number, limit: number) {
  const { organization } = filter;
  const rows = await matching(context, filter, "images first")
    // Says once more, in a way that lets the index of one organization's images be walked, that there is only one.
    .$if(organization !== undefined, (query) =>
      query.where("images.organization_id", "=", ({ selectFrom }) =>
        selectFrom("organizations as named")
          .select("named.id")
          .where("named.name", "=", organization ?? ""),
      ),
    )
    .selectAll("images")
    .select("organizations.name as organization")
    .where("images.id", ">", marker)
    .orderBy("images.id")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return { rows: page, nextMarker: rows.length > limit ? page.at(-1)?.id : undefined };
}

const newestTags = sql<string>`(
  select json_group_array(name) from (
    select name from tags where image_id = images.id order by updated_at desc, id desc limit ${sql.lit(TAGS_SHOWN)}
  )
)`;

type Join = "any" | "images first";

/** Over all organizations, the index of the sort column is walked; within one, that one's images are sorted. */
function joinFor(filter: ImageFilter, order: ImageOrder): Join {
  return filter.organization !== undefined || order.column === "namespace" ? "any" : "images first";
}

function matching({ db, caller }: Context, filter: ImageFilter, join: Join): Query<object> {
  // SQLite keeps the order of a cross join. Left to itself it starts from the organizations and sorts every image.
  let query: Query<object> =
    join === "images first"
      ? db
          .selectFrom("images")
          .crossJoin("organizations")
          .whereRef("organizations.id", "=", "images.organization_id")
      : db.selectFrom("images").innerJoin("organizations", "organizations.id", "images.organization_id");
  query = query.where("organizations.account_id", "=", caller.account.id);
  if (!caller.isAdministrator) {
    query = query.where((eb) =>
      eb.or([
        eb("images.is_public", "=", 1),
        eb(
          "images.organization_id",
          "in",
          eb
            .selectFrom("organization_grants")
            .select("organization_grants.organization_id")
            .where("organization_grants.user_id", "=", caller.user.id),
        ),
        eb(
          "images.id",
          "in",
          eb
            .selectFrom("image_grants")
            .select("image_grants.image_id")
            .where("image_grants.user_id", "=", caller.user.id),
        ),
      ]),
    );
  }
  const { organization, organizationContains, nameContains, category, isPublic } = filter;
  if (organization !== undefined) query = query.where("organizations.name", "=", organization);
  if (organizationContains !== undefined) {
    query = query.where((eb) => contains(eb.ref("organizations.name"), organizationContains));
  }
  if (nameContains !== undefined) query = query.where((eb) => contains(eb.ref("images.name"), nameContains));
  if (category !== undefined) query = query.where("images.category", "=", category);
  if (isPublic !== undefined) query = query.where("images.is_public", "=", isPublic ? 1 : 0);
  return query;
}

function sorted<Row>(query: Query<Row>, { column, direction }: ImageOrder): Query<Row> {
  if (column === "namespace") {
    return query.orderBy("organizations.name", direction).orderBy("images.name", direction);
  }
  return query.orderBy(SORT_COLUMN[column], direction).orderBy("images.id", direction);
}
