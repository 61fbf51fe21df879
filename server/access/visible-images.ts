/**
 * Which images a list, a count, a search or the catalog may show: those the policy lets the caller view. Written in two
 * forms: as a condition on rows, and as queries that do not overlap, each of which finds and counts its images without
 * reading others.
 */
import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import { unindexed } from "../db/sqlite/unindexed.ts";
import type { Viewer } from "./rights.ts";
import { grantedOrganizations } from "./visible-organizations.ts";

export type ImageQuery = SelectQueryBuilder<Database, "images", object>;

/** Numbers of images by organization. One organization may have several rows, which are to be added up. */
export type ImageCounts = Expression<{ organization_id: number; images: number }>;

/** A list of public images, of private ones, or of both. */
interface Visibility {
  isPublic?: boolean | undefined;
}

/** Set by `withSight`. */
interface Sight {
  seesWholeAccount?: boolean;
}

/**
 * Looks up whether the viewer sees every image of the account, as with a grant on each of its organizations. Lists then
 * need not check each image. For one list only, as grants change.
 */
export async function withSight<Of extends Viewer>(viewer: Of): Promise<Of & Sight> {
  const { db, caller } = viewer;
  if (caller.isAdministrator) return viewer;
  const [row] = await grantsCoverAll(db, caller.account.id, caller.user.id);
  return { ...viewer, seesWholeAccount: row?.all_seen === 1 };
}

/** Whether no organization is left behind as many as are granted; so those of a large account are not all counted. */
const grantsCoverAll = prepared((db, accountId: Param<string>, userId: Param<string>) => {
  const allSeen = sql<0 | 1>`not exists (
    select 1 from organizations where account_id = ${accountId} limit 1 offset (
      select count(*) from organization_grants cross join organizations
      where organizations.id = organization_grants.organization_id
        and organization_grants.user_id = ${userId}
        and organizations.account_id = ${accountId}
    )
  )`;
  return db.selectNoFrom(allSeen.as("all_seen"));
});

export function seesWholeAccount({ caller, seesWholeAccount = false }: Viewer & Sight): boolean {
  return caller.isAdministrator || seesWholeAccount;
}

/** Whether the viewer sees all images of such a list: everybody in the account sees its public ones. */
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
  if (seesAll(viewer, list)) return sql.lit(true);
  const { id } = viewer.caller.user;
  return sql<SqlBool>`(
    images.is_public = 1
    or images.organization_id in (select organization_id from organization_grants where user_id = ${id})
    or images.id in (select image_id from image_grants where user_id = ${id})
  )`;
}

/**
 * The private images seen by a caller who does not see the whole account: those granted with their organization, and
 * those granted singly.
 */
export function privateParts(viewer: Viewer): ImageQuery[] {
  const ofOrganizations = organizationsOf(viewer)
    .crossJoin("images")
    .whereRef("images.organization_id", "=", "organizations.id")
    .where(({ eb, ref }) => eb(unindexed(ref("images.is_public")), "=", 0));
  return [ofOrganizations as unknown as ImageQuery, grantedSingly(viewer)];
}

/**
 * How many images `privateParts` finds, by organization. `matches` narrows the rows of either table. Plain SQL, as each
 * page needs it: building the query took longer than running it.
 */
export function countPrivateParts(
  viewer: Viewer,
  matches: (table: "image_counts" | "images") => Expression<SqlBool>,
): ImageCounts {
  const { account, user } = viewer.caller;
  return sql`
    select image_counts.organization_id, image_counts.images
    from organization_grants cross join organizations cross join image_counts
    where organizations.id = organization_grants.organization_id
      and image_counts.organization_id = organizations.id
      and organization_grants.user_id = ${user.id}
      and organizations.account_id = ${account.id}
      and image_counts.is_public = 0
      and ${matches("image_counts")}
    union all
    select images.organization_id, 1 as images
    from image_grants cross join images
    where images.id = image_grants.image_id
      and image_grants.user_id = ${user.id}
      and images.account_id = ${account.id}
      and images.is_public = 0
      and images.organization_id not in (
        select organization_id from organization_grants where user_id = ${user.id}
      )
      and ${matches("images")}
  `;
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

/** Private images that are granted singly, not with their organization. */
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
