/** Looks an image up by name and decides whether the caller may do there what the operation does. */
import type { Selectable } from "kysely";
import type { Action } from "../../core/permissions.ts";
import type { Context } from "../context.ts";
import type { Database } from "../db/schema.ts";
import { SwrError } from "../errors.ts";
import { mayOnImage, type OrganizationRef } from "../policy.ts";

export interface ImageInOrganization {
  organization: OrganizationRef & { name: string };
  image: Selectable<Database["images"]>;
}

/**
 * 404 for what does not exist, 403 for what the caller may not touch. Another account's organization does not exist
 * for the caller, except for what is public in it.
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
  if (organization.account_id !== caller.account.id && image?.is_public !== 1) {
    throw new SwrError("organizationNotFound", organizationName);
  }
  if (!image) throw new SwrError("imageNotFound", `${organizationName}/${imageName}`);
  if (!(await mayOnImage(db, caller, action, organization, image))) {
    throw new SwrError("imageForbidden", `${organizationName}/${imageName}`);
  }
  return { organization, image };
}
