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
 * 404 for what does not exist and, in the same words, for what the caller may not even view; 403 for lack of a higher
 * level. Another account's organization does not exist for the caller, except for what the caller may see in it.
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
  const may = async (what: Action) => image !== undefined && mayOnImage(context, what, organization, image);
  if (image && (await may(action))) return { organization, image };
  const name = `${organizationName}/${imageName}`;
  if (await may("view")) throw new SwrError("imageForbidden", name);
  if (isOwn(caller, organization)) throw new SwrError("imageNotFound", name);
  throw new SwrError("organizationNotFound", organizationName);
}

/**
 * Like findImage, but only for images of the caller's account: for settings that another account is not shown, even if
 * it may pull the image.
 */
export async function findOwnImage(
  context: Context,
  organizationName: string,
  imageName: string,
  action: Action,
): Promise<ImageInOrganization> {
  const found = await findImage(context, organizationName, imageName, action);
  if (isOwn(context.caller, found.organization)) return found;
  throw new SwrError("imageForbidden", `${organizationName}/${imageName}`);
}
