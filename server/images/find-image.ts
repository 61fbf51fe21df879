/** Looks an image up by name and decides whether the caller may do there what the operation does. */
import type { Selectable } from "kysely";
import type { Action } from "../../core/permissions.ts";
import { mayOnImage } from "../access/policy.ts";
import { isOwn, type OrganizationRef } from "../access/rights.ts";
import type { Context } from "../context.ts";
import type { Database } from "../db/schema.ts";
import { SwrError } from "../errors.ts";

export interface ImageInOrganization {
  organization: OrganizationRef & { name: string };
  image: Selectable<Database["images"]>;
}

/**
 * 404 for what does not exist, 403 for what the caller may not touch. Another account's organization does not exist
 * for the caller, except for what the caller may see in it.
 */
export async function findImage(
  context: Context,
  organizationName: string,
  imageName: string,
  action: Action,
): Promise<ImageInOrganization> {
  const { db, caller } = context;
  const organization = await db
    .selectFrom("organizations")
    .select(["id", "account_id", "name"])
    .where("name", "=", organizationName)
    .executeTakeFirst();
  if (!organization) throw new SwrError("organizationNotFound", organizationName);
  const image = await db
    .selectFrom("images")
    .selectAll()
    .where("organization_id", "=", organization.id)
    .where("name", "=", imageName)
    .executeTakeFirst();
  if (!isOwn(caller, organization) && !(image && (await mayOnImage(context, "view", organization, image)))) {
    throw new SwrError("organizationNotFound", organizationName);
  }
  if (!image) throw new SwrError("imageNotFound", `${organizationName}/${imageName}`);
  if (!(await mayOnImage(context, action, organization, image))) {
    throw new SwrError("imageForbidden", `${organizationName}/${imageName}`);
  }
  return { organization, image };
}
