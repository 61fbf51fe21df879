/** Organizations: create, list, show, delete. */

import { checkOrganizationName } from "../../core/names.ts";
import { LEVEL } from "../../core/permissions.ts";
import { shownLevel } from "../access/policy.ts";
import { rightsOnOrganization } from "../access/rights.ts";
import { organizationsWithLevels } from "../access/visible-organizations.ts";
import { repositoriesOf } from "../content/blob-rows.ts";
import { emptyOrganization, hasImages } from "../content/empty-organization.ts";
import { recordChanges } from "../content/file-changes.ts";
import type { Context } from "../context.ts";
import { countRows, sumOf } from "../db/aggregates.ts";
import { holdRow } from "../db/hold-row.ts";
import { contains } from "../db/sqlite/contains.ts";
import { SwrError } from "../errors.ts";
import { nameProblemText } from "../name-problem-text.ts";
import { inTransaction } from "../transaction.ts";
import { findOrganization } from "./find-organization.ts";

/** The creator gets manage on it, administrator or not. Names are unique over all accounts of the region. */
export async function createOrganization(context: Context, name: string): Promise<void> {
  const { caller, config } = context;
  const problem = checkOrganizationName(name, config.edition.reservedOrganizationNames);
  if (problem) throw new SwrError("invalidOrganizationName", nameProblemText("organization", problem));
  await inTransaction(context, async ({ db }) => {
    await holdRow(db, "accounts", caller.account.id);
    const organization = await db
      .insertInto("organizations")
      .values({
        name,
        account_id: caller.account.id,
        creator_id: caller.user.id,
        creator_name: caller.user.name,
        created_at: context.clock().toISOString(),
      })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!organization) throw new SwrError("organizationExists", name);
    const { count } = await db
      .selectFrom("organizations")
      .select(countRows().as("count"))
      .where("account_id", "=", caller.account.id)
      .executeTakeFirstOrThrow();
    if (count > config.edition.organizationsPerAccount) throw new SwrError("organizationQuotaUsedUp");
    await db
      .insertInto("organization_grants")
      .values({ organization_id: organization.id, user_id: caller.user.id, level: LEVEL.manage })
      .execute();
  });
}

export interface OrganizationFilter {
  /** This name and no other. */
  name?: string | undefined;
  /** A part of the name. */
  nameContains?: string | undefined;
  /** Includes organizations in which the caller has rights on single images only. */
  withImageRights?: boolean;
}

/** All at once, by name: the API knows no paging here, and the quota bounds the list. */
export async function listOrganizations(context: Context, filter: OrganizationFilter) {
  let query = organizationsWithLevels(context, filter)
    .select(["organizations.id", "organizations.name", "organizations.creator_name"])
    .select((eb) => [
      eb
        .selectFrom("organization_grants as granted")
        .whereRef("granted.organization_id", "=", "organizations.id")
        .select(countRows().as("count"))
        .as("user_count"),
      eb
        .selectFrom("image_counts")
        .whereRef("image_counts.organization_id", "=", "organizations.id")
        .select(({ ref }) => sumOf(ref("image_counts.images")).as("count"))
        .as("image_count"),
    ])
    .orderBy("organizations.name");
  if (filter.name !== undefined) query = query.where("organizations.name", "=", filter.name);
  if (filter.nameContains !== undefined) {
    query = query.where((eb) => contains(eb.ref("organizations.name"), filter.nameContains ?? ""));
  }
  return await query.execute();
}

export async function showOrganization(context: Context, name: string) {
  const organization = await findOrganization(context, name, "view");
  return { ...organization, level: await shownLevel(rightsOnOrganization(context, organization)) };
}

/** Deletes an empty organization, with its grants and with what unfinished pushes left. */
export async function deleteOrganization(context: Context, name: string): Promise<void> {
  await emptyOrganization(context, await findWithoutImages(context, name));
  await inTransaction(context, async (context) => {
    const organization = await findWithoutImages(context, name);
    const left = await repositoriesOf(context.db, organization);
    await recordChanges(
      context,
      left.map((repository) => ({ repository, tag: null, digest: null })),
    );
    await context.db.deleteFrom("organizations").where("id", "=", organization.id).execute();
  });
}

async function findWithoutImages(context: Context, name: string) {
  const organization = await findOrganization(context, name, "delete");
  if (await hasImages(context.db, organization.id)) throw new SwrError("organizationNotEmpty", name);
  return organization;
}
