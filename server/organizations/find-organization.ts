/** Looks an organization up by name. Those of other accounts do not exist for the caller. */
import { LEVEL, type Level } from "../../core/permissions.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import { levelOnOrganization, type OrganizationRef } from "../policy.ts";

export interface OrganizationRow extends OrganizationRef {
  name: string;
  creator_name: string;
}

/** 404 for a name that is unknown or another account's. */
export async function findOrganization(context: Context, name: string): Promise<OrganizationRow> {
  const organization = await context.db
    .selectFrom("organizations")
    .select(["id", "account_id", "name", "creator_name"])
    .where("name", "=", name)
    .where("account_id", "=", context.caller.account.id)
    .executeTakeFirst();
  if (!organization) throw new SwrError("organizationNotFound", name);
  return organization;
}

/** The caller's level, at least `needed`; 403 below that. */
export async function requireLevel(
  context: Context,
  organization: OrganizationRow,
  needed: Level,
): Promise<Exclude<Level, 0>> {
  const level = await levelOnOrganization(context.db, context.caller, organization);
  if (level === LEVEL.none || level < needed) throw new SwrError("organizationForbidden", organization.name);
  return level;
}
