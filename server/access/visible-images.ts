/**
 * Which images a list, a count, a search or the catalog may show: those the policy lets the caller view. Told twice, as
 * a condition on rows and as parts that overlap nowhere: a part is gathered and counted without a look at others.
 */
import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import type { Database } from "../db/schema.ts";
import { unindexed } from "../db/sqlite/unindexed.ts";
import type { Viewer } from "./rights.ts";
import { grantedOrganizations } from "./visible-organizations.ts";

export type ImageQuery = SelectQueryBuilder<Database, "images", object>;

/** Rows that say of an organization how many images it has; one may come in several. */
export type ImageCounts = SelectQueryBuilder<Database, never, { organization_id: number; images: number }>;

/** A list of public images, of private ones, or of both. */
interface Visibility {
  isPublic?: boolean | undefined;
}

/** Undefined until `withSight` has looked. */
interface Sight {
  seesWholeAccount?: boolean;
}

/**
 * The same viewer, of whom is known whether they see everything in the account: whoever has a grant on each of its
 * organizations is then spared a look at every image's. For one list; grants change.
 */
export async function withSight<Of extends Viewer>(viewer: Of): Promise<Of & Sight> {
  const { db, caller } = viewer;
  if (caller.isAdministrator) return viewer;
  const unseen = await db
    .selectFrom("organizations")
    .select("organizations.id")
    .where("organizations.account_id", "=", caller.account.id)
    .where("organizations.id", "not in", grantedOrganizations(viewer))
    .limit(1)
    .executeTakeFirst();
  return { ...viewer, seesWholeAccount: unseen === undefined };
}

export function seesWholeAccount({ caller, seesWholeAccount = false }: Viewer & Sight): boolean {
  return caller.isAdministrator || seesWholeAccount;
}

/** Everything in such a list of the own account's images: public ones are seen by everyone there. */
export function seesAll(viewer: Viewer, { isPublic }: Visibility): boolean {
  return seesWholeAccount(viewer) || isPublic === true;
}

/** The images the caller sees: those of other accounts are pulled, not shown. For a query with their organizations. */
export function visibleImages(viewer: Viewer): Expression<SqlBool> {
  const eb = expressionBuilder<Database, "images" | "organizations">();
  return eb.and([eb("organizations.account_id", "=", viewer.caller.account.id), visibleInAccount(viewer)]);
}

/** The same for a query that has the own account's images and no others. */
export function visibleInAccount(viewer: Viewer, list: Visibility = {}): Expression<SqlBool> {
  const { db, caller } = viewer;
  const eb = expressionBuilder<Database, "images">();
  if (seesAll(viewer, list)) return eb.lit(true);
  const singly = db
    .selectFrom("image_grants")
    .select("image_grants.image_id")
    .where("image_grants.user_id", "=", caller.user.id);
  return eb.or([
    eb("images.is_public", "=", 1),
    eb("images.organization_id", "in", grantedOrganizations(viewer)),
    eb("images.id", "in", singly),
  ]);
}

/** Parts of what a caller who does not see the whole account sees of its private images. */
export function privateParts(viewer: Viewer): ImageQuery[] {
  const ofOrganizations = organizationsOf(viewer)
    .crossJoin("images")
    .whereRef("images.organization_id", "=", "organizations.id")
    .where(({ eb, ref }) => eb(unindexed(ref("images.is_public")), "=", 0));
  return [ofOrganizations as unknown as ImageQuery, grantedSingly(viewer)];
}

/** How many images these parts have. `matches` narrows the rows of either table. */
export function countPrivateParts(
  viewer: Viewer,
  matches: (table: "image_counts" | "images") => Expression<SqlBool>,
): ImageCounts {
  const ofOrganizations = organizationsOf(viewer)
    .crossJoin("image_counts")
    .whereRef("image_counts.organization_id", "=", "organizations.id")
    .select(["image_counts.organization_id", "image_counts.images"])
    .where("image_counts.is_public", "=", 0)
    .where(matches("image_counts")) as unknown as ImageCounts;
  const singly = grantedSingly(viewer)
    .select(["images.organization_id", sql.lit(1).as("images")])
    .where(matches("images")) as unknown as ImageCounts;
  return ofOrganizations.unionAll(singly);
}

/** SQLite keeps the order of a cross join with these: the granted organizations come first, each with its images. */
function organizationsOf({ db, caller }: Viewer) {
  return db
    .selectFrom("organization_grants")
    .crossJoin("organizations")
    .whereRef("organizations.id", "=", "organization_grants.organization_id")
    .where("organization_grants.user_id", "=", caller.user.id)
    .where("organizations.account_id", "=", caller.account.id);
}

/** Private images that are granted by themselves, not with their organization. */
function grantedSingly(viewer: Viewer): ImageQuery {
  const { db, caller } = viewer;
  const query = db
    .selectFrom("image_grants")
    // SQLite keeps the order of a cross join. Left to itself it looks through the account.
    .crossJoin("images")
    .whereRef("images.id", "=", "image_grants.image_id")
    .where("image_grants.user_id", "=", caller.user.id)
    .where("images.account_id", "=", caller.account.id)
    .where("images.is_public", "=", 0)
    .where("images.organization_id", "not in", grantedOrganizations(viewer));
  return query as unknown as ImageQuery;
}
