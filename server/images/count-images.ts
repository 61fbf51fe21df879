/** How many images a list has. The counts are kept by organization, category and visibility; names are looked for. */
import { type SelectQueryBuilder, sql } from "kysely";
import type { Context } from "../context.ts";
import { nameIndexed } from "../db/names-with.ts";
import type { Database } from "../db/schema.ts";
import { gatherImages } from "./gather-images.ts";
import {
  attributesMatch,
  grantedOrganizations,
  type ImageFilter,
  organizationMatches,
} from "./image-filter.ts";

/** Images the caller may see, as the filter has them. */
export async function countImages(context: Context, filter: ImageFilter): Promise<number> {
  if (filter.nameContains !== undefined) return countNamed(context, filter, filter.nameContains);
  const { db, caller } = context;
  const granted = grantedOrganizations(context);
  const { counted } = await db
    .selectFrom("organizations")
    .innerJoin("image_counts", "image_counts.organization_id", "organizations.id")
    .select(({ fn }) => fn.coalesce(fn.sum<number>("image_counts.images"), sql.lit(0)).as("counted"))
    .where(organizationMatches(caller, filter))
    .where(attributesMatch("image_counts", filter))
    .$if(!caller.isAdministrator, (query) =>
      query.where((eb) =>
        eb.or([eb("image_counts.is_public", "=", 1), eb("image_counts.organization_id", "in", granted)]),
      ),
    )
    .executeTakeFirstOrThrow();
  if (caller.isAdministrator) return counted;
  const { single } = await db
    .selectFrom("image_grants")
    .innerJoin("images", "images.id", "image_grants.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select(({ fn }) => fn.countAll<number>().as("single"))
    .where("image_grants.user_id", "=", caller.user.id)
    .where("images.is_public", "=", 0)
    .where("images.organization_id", "not in", granted)
    .where(organizationMatches(caller, filter))
    .where(attributesMatch("images", filter))
    .executeTakeFirstOrThrow();
  return counted + single;
}

type CountsByOrganization = SelectQueryBuilder<
  Database,
  "images",
  { organization_id: number; images: number }
>;

/** The same by organization, as a query. Organizations without such images are left out. */
export function countByOrganization(context: Context, filter: ImageFilter): CountsByOrganization {
  const { db, caller } = context;
  if (!caller.isAdministrator || filter.nameContains !== undefined) {
    return gatherImages(context, filter)
      .select(["images.organization_id", ({ fn }) => fn.countAll<number>().as("images")])
      .groupBy("images.organization_id");
  }
  const kept = db
    .selectFrom("image_counts")
    .select(["image_counts.organization_id", ({ fn }) => fn.sum<number>("image_counts.images").as("images")])
    .where(attributesMatch("image_counts", filter))
    .groupBy("image_counts.organization_id");
  return kept as unknown as CountsByOrganization;
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
  const endOf = (end: "min" | "max") =>
    db.selectFrom("images").select(({ fn }) => fn[end]("account_id").as("id"));
  const { first, last } = await db
    .selectNoFrom([endOf("min").as("first"), endOf("max").as("last")])
    .executeTakeFirstOrThrow();
  return first === caller.account.id && last === caller.account.id;
}
