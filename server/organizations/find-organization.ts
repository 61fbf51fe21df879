/** Looks an organization up by name and decides whether the caller may do there what the operation does. */
import type { Action } from "../../core/permissions.ts";
import { mayOnOrganization } from "../access/policy.ts";
import type { OrganizationRef } from "../access/rights.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";

export interface OrganizationRow extends OrganizationRef {
  name: string;
  creator_name: string;
}

/** 404 for a name that is unknown or another account's, which does not exist for the caller; 403 for lack of a right. */
export async function findOrganization(
  context: Context,
  name: string,
  action: Action,
): Promise<OrganizationRow> {
  const organization = await context.db
    .selectFrom("organizations")
    .select(["id", "account_id", "name", "creator_name"])
    .where("name", "=", name)
    .where("account_id", "=", context.caller.account.id)
    .executeTakeFirst();
  if (!organization) throw new SwrError("organizationNotFound", name);
  if (!(await mayOnOrganization(context, action, organization))) {
    throw new SwrError("organizationForbidden", name);
  }
  return organization;
}
