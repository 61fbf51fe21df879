/** How many images a list has. The counts are kept by organization, category and visibility; names are looked for. */
import { type SelectQueryBuilder, sql } from "kysely";
import type { Context } from "../context.ts";
import { nameIndexed } from "../db/names-with.ts";
import type { Database } from "../db/schema.ts";
import { gatherImages, singlySeen } from "./gather-images.ts";
import {
  attributesMatch,
  grantedOrganizations,
  type ImageFilter,
  namedOrganizations,
  namesOrganizations,
  organizationMatches,
} from "./image-filter.ts";
import { seesAll } from "./visible-images.ts";

interface Counted {
  organization_id: number;
  images: number;
}

type Counts = SelectQueryBuilder<Database, never, Counted>;

/** Images the caller may see, as the filter has them. */
export async function countImages(context: Context, filter: ImageFilter): Promise<number> {
  if (filter.nameContains !== undefined) return countNamed(context, filter, filter.nameContains);
  if (namesOrganizations(filter)) return sumOf(await countByOrganization(context, filter));
  const { db, caller } = context;
  const all = seesAll(caller, filter);
  const ofAccount = await db
    .selectFrom("account_image_counts")
    .select("account_image_counts.images")
    .where("account_image_counts.account_id", "=", caller.account.id)
    .where(attributesMatch("account_image_counts", filter))
    .$if(!all, (query) => query.where("account_image_counts.is_public", "=", 1))
    .execute();
  return sumOf(ofAccount) + (all ? 0 : sumOf(await privateSeen(context, filter).execute()));
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
      .innerJoin(countsOf(context, filter).as("counted"), "counted.organization_id", "organizations.id")
      .select(["counted.organization_id", ({ fn }) => fn.sum<number>("counted.images").as("images")])
      .where(organizationMatches(caller, filter))
      // With the name before the id, the index of names is walked, and nothing sorted.
      .groupBy(["organizations.name", "organizations.id"])
      .orderBy("organizations.name", direction)
      .execute()
  );
}

function countsOf(context: Context, filter: ImageFilter): Counts {
  if (filter.nameContains !== undefined) {
    const named = gatherImages(context, filter)
      .select(["images.organization_id", ({ fn }) => fn.countAll<number>().as("images")])
      .groupBy("images.organization_id");
    return named as unknown as Counts;
  }
  const all = seesAll(context.caller, filter);
  const kept = context.db
    .selectFrom("image_counts")
    .select(["image_counts.organization_id", ({ fn }) => fn.sum<number>("image_counts.images").as("images")])
    .where(attributesMatch("image_counts", filter))
    .$if(!all, (query) => query.where("image_counts.is_public", "=", 1))
    .$if(namesOrganizations(filter), (query) =>
      query.where("image_counts.organization_id", "in", namedOrganizations(context, filter)),
    )
    .groupBy("image_counts.organization_id") as unknown as Counts;
  return all ? kept : kept.unionAll(privateSeen(context, filter));
}

/** What others than an administrator see of private images: those of some organizations, and single ones. */
function privateSeen(context: Context, filter: ImageFilter): Counts {
  const { db, caller } = context;
  const ofOrganizations = db
    .selectFrom("organizations")
    .crossJoin("image_counts")
    .whereRef("image_counts.organization_id", "=", "organizations.id")
    .select(["image_counts.organization_id", "image_counts.images"])
    .where("organizations.id", "in", grantedOrganizations(context))
    .where("organizations.account_id", "=", caller.account.id)
    .where("image_counts.is_public", "=", 0)
    .where(attributesMatch("image_counts", filter)) as unknown as Counts;
  const single = singlySeen(context)
    .select(["images.organization_id", sql.lit(1).as("images")])
    .where(attributesMatch("images", filter)) as unknown as Counts;
  return ofOrganizations.unionAll(single);
}

export function sumOf(counts: readonly { images: number }[]): number {
  return counts.reduce((sum, { images }) => sum + images, 0);
}

async function countNamed(context: Context, filter: ImageFilter, nameContains: string): Promise<number> {
  const { db, caller } = context;
  const indexed = nameIndexed(nameContains);
  const { organization, organizationContains, category, isPublic } = filter;
  const byNameAlone = [organization, organizationContains, category, isPublic].every(
    (it) => it === undefined,
  );
  if (indexed && byNameAlone && caller.isAdministrator && (await hasAllImages(context))) {
    const { rows } = await sql<{ found: number }>`
      select count(*) as found from image_names where ${indexed}
    `.execute(db);
    return rows[0]?.found ?? 0;
  }
  const { found } = await gatherImages(context, filter)
    .select(({ fn }) => fn.countAll<number>().as("found"))
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
