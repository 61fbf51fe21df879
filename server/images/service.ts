/** The lists of the account's images. */

import { expressionBuilder, type SqlBool, sql } from "kysely";
import { visibleInAccount, withSight } from "../access/visible-images.ts";
import type { Context } from "../context.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import { contains } from "../db/sqlite/contains.ts";
import { inOrderOf, listOf, readList } from "../db/sqlite/lists.ts";
import { idsOfNamesWith } from "../db/sqlite/names-with.ts";
import type { Page } from "../list-query.ts";
import { cutPage, type ImageOrder } from "./cut-page.ts";
import { attributesMatch, type ImageFilter, organizationMatches } from "./image-filter.ts";

/** Names of tags sent with each image, newest first. The list of tags has them all. */
const TAGS_SHOWN = 100;

/** Images of the caller's account which the caller may see. `total` counts all pages. */
export async function listImages(context: Context, filter: ImageFilter, order: ImageOrder, page: Page) {
  const { total, ids } = await cutPage(await withSight(context), filter, order, page);
  return { total, rows: await readInThisOrder(context, ids) };
}

/** With the names of their organizations and owners, and of tags. */
export async function readInThisOrder({ db }: Pick<Context, "db">, ids: readonly number[]) {
  const rows = await imagesOf(db, JSON.stringify(ids));
  return rows.map((row) => ({ ...row, tags: readList<string>(row.tags) }));
}

const imagesOf = prepared((db, ids: Param<string>) =>
  db
    .selectFrom(inOrderOf<number>(ids).as("page"))
    .crossJoin("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .whereRef("images.id", "=", "page.value")
    .selectAll("images")
    .select("organizations.name as organization")
    .select([owner.as("account"), newestTags.as("tags")])
    .orderBy("page.key"),
);

/**
 * `limit` images after the one of the id `marker`, in the order they were made. Ids start at 1, so 0 asks for the
 * first page. `nextMarker` is undefined on the last one.
 */
export async function listImagesAfter(context: Context, filter: ImageFilter, marker: number, limit: number) {
  const { organization, nameContains } = filter;
  const candidates = nameContains === undefined ? undefined : idsOfNamesWith(nameContains);
  // SQLite keeps the order of a cross join. Left to itself it starts from the organizations and sorts every image.
  const rows = await context.db
    .selectFrom("images")
    .crossJoin("organizations")
    .whereRef("organizations.id", "=", "images.organization_id")
    .where(organizationMatches(context.caller, filter))
    .where(attributesMatch("images", filter))
    .where(visibleInAccount(await withSight(context)))
    // Says once more, in a way that lets the index of one organization's images be walked, that there is only one.
    .$if(organization !== undefined, (query) =>
      query.where("images.organization_id", "=", ({ selectFrom }) =>
        selectFrom("organizations as named")
          .select("named.id")
          .where("named.name", "=", organization ?? ""),
      ),
    )
    .$if(candidates !== undefined, (query) => query.where(sql<SqlBool>`images.id in ${candidates}`))
    .$if(nameContains !== undefined, (query) =>
      query.where((eb) => contains(eb.ref("images.name"), nameContains ?? "")),
    )
    .selectAll("images")
    .select(["organizations.name as organization", owner.as("account")])
    .where("images.id", ">", marker)
    .orderBy("images.id")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return { rows: page, nextMarker: rows.length > limit ? page.at(-1)?.id : undefined };
}

/** Name of the account. Not joined: SQLite would start from accounts. */
const owner = sql<string>`(select name from accounts where accounts.id = images.account_id)`;

const newestTags = listOf(
  "name",
  expressionBuilder<Database, "images">()
    .selectFrom("tags")
    .select("tags.name")
    .whereRef("tags.image_id", "=", "images.id")
    .orderBy("tags.updated_at", "desc")
    .orderBy("tags.id", "desc")
    .limit(sql.lit(TAGS_SHOWN)),
);
