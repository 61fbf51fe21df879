/** How many images a list has. The counts are kept by organization, category and visibility; names are looked for. */

import { sql } from "kysely";
import { countPrivateParts, type ImageCounts, seesAll, seesWholeAccount } from "../access/visible-images.ts";
import type { Context } from "../context.ts";
import { countRows, sumOf } from "../db/aggregates.ts";
import { countNamesWith } from "../db/sqlite/names-with.ts";
import { gatherImages } from "./gather-images.ts";
import {
  attributesMatch,
  type ImageFilter,
  namedOrganizations,
  namesOrganizations,
  organizationMatches,
} from "./image-filter.ts";

interface Counted {
  organization_id: number;
  images: number;
}

/** Images the caller may see, as the filter has them. */
export async function countImages(context: Context, filter: ImageFilter): Promise<number> {
  if (filter.nameContains !== undefined) return countNamed(context, filter, filter.nameContains);
  if (namesOrganizations(filter)) return addUp(await countByOrganization(context, filter));
  if (seesAll(context, filter)) return countAccount(context, filter);
  const parts = privateOnes(context, filter);
  const seen: ImageCounts =
    filter.isPublic === false ? parts : sql`${parts} union all ${publicOnes(context, filter)}`;
  const { images } = await context.db
    .selectFrom(asTable(seen))
    .select(({ ref }) => sumOf(ref("counted.images")).as("images"))
    .executeTakeFirstOrThrow();
  return images;
}

function asTable(counts: ImageCounts) {
  return sql<Counted>`(${counts})`.as("counted");
}

/** Of the whole account, so that no organization is named. */
function publicOnes({ caller }: Context, filter: ImageFilter): ImageCounts {
  return sql`
    select 0 as organization_id, account_image_counts.images from account_image_counts
    where account_image_counts.account_id = ${caller.account.id}
      and ${attributesMatch("account_image_counts", { ...filter, isPublic: true })}
  `;
}

/** Images of the whole account, whatever the caller sees of it. */
export async function countAccount(
  { db, caller }: Context,
  attributes: Pick<ImageFilter, "category" | "isPublic">,
): Promise<number> {
  const counts = await db
    .selectFrom("account_image_counts")
    .select("account_image_counts.images")
    .where("account_image_counts.account_id", "=", caller.account.id)
    .where(attributesMatch("account_image_counts", attributes))
    .execute();
  return addUp(counts);
}

function privateOnes(context: Context, filter: ImageFilter): ImageCounts {
  return countPrivateParts(context, (table) => attributesMatch(table, filter));
}

/** The same by organization, those in the order of their names. Organizations without such images are left out. */
export function countByOrganization(
  context: Context,
  filter: ImageFilter,
  direction: "asc" | "desc" = "asc",
): Promise<Counted[]> {
  const { db, caller } = context;
  return (
    db
      .selectFrom("organizations")
      .innerJoin(asTable(countsOf(context, filter)), "counted.organization_id", "organizations.id")
      .select(["counted.organization_id", ({ ref }) => sumOf(ref("counted.images")).as("images")])
      .where(organizationMatches(caller, filter))
      // With the name before the id, the index of names is walked, and nothing sorted.
      .groupBy(["organizations.name", "organizations.id"])
      .orderBy("organizations.name", direction)
      .execute()
  );
}

function countsOf(context: Context, filter: ImageFilter): ImageCounts {
  if (filter.nameContains !== undefined) {
    const named = gatherImages(context, filter)
      .select(["images.organization_id", countRows().as("images")])
      .groupBy("images.organization_id");
    return named;
  }
  const all = seesAll(context, filter);
  const kept = context.db
    .selectFrom("image_counts")
    .select(["image_counts.organization_id", ({ ref }) => sumOf(ref("image_counts.images")).as("images")])
    .where(attributesMatch("image_counts", filter))
    .$if(!all, (query) => query.where("image_counts.is_public", "=", 1))
    .$if(namesOrganizations(filter), (query) =>
      query.where("image_counts.organization_id", "in", namedOrganizations(context, filter)),
    )
    .groupBy("image_counts.organization_id");
  return all ? kept : kept.unionAll(privateOnes(context, filter));
}

export function addUp(counts: readonly { images: number }[]): number {
  return counts.reduce((sum, { images }) => sum + images, 0);
}

async function countNamed(context: Context, filter: ImageFilter, nameContains: string): Promise<number> {
  const { organization, organizationContains, category, isPublic } = filter;
  const byNameAlone = [organization, organizationContains, category, isPublic].every(
    (it) => it === undefined,
  );
  if (byNameAlone && seesWholeAccount(context) && (await hasAllImages(context))) {
    const found = await countNamesWith(context.db, nameContains);
    if (found !== undefined) return found;
  }
  const { found } = await gatherImages(context, filter)
    .select(countRows().as("found"))
    .executeTakeFirstOrThrow();
  return found;
}

/** The index of names holds those of all accounts; few regions have a second one with images. */
async function hasAllImages({ db, caller }: Context): Promise<boolean> {
  const others = await db
    .selectFrom("account_image_counts")
    .select("account_id")
    .where("account_id", "!=", caller.account.id)
    .limit(1)
    .execute();
  return others.length === 0;
}
