/** Who has been granted rights on an organization or an image. */
import type { ResponseOf } from "../../core/operations.ts";
import type { GrantedLevel } from "../../core/permissions.ts";
import { shownLevel } from "../access/policy.ts";
import { isOwn, rightsOnImage, rightsOnOrganization } from "../access/rights.ts";
import type { Context } from "../context.ts";
import { findImage } from "../images/find-image.ts";
import { findOrganization } from "../organizations/find-organization.ts";
import { listGrants } from "./rows.ts";

export async function showOrganizationAccess(
  context: Context,
  name: string,
): Promise<ResponseOf<"ShowNamespaceAuth">> {
  const organization = await findOrganization(context, name, "view");
  const level = await shownLevel(rightsOnOrganization(context, organization));
  return {
    id: organization.id,
    name: organization.name,
    creator_name: organization.creator_name,
    self_auth: ownAccess(context, level),
    others_auths: await othersAccess(context, { organization, image: undefined }),
  };
}

/** `others` have grants on the image itself. Another account is not shown them. */
export async function showImageAccess(
  context: Context,
  organizationName: string,
  imageName: string,
): Promise<ResponseOf<"ShowUserRepositoryAuth">> {
  const { organization, image } = await findImage(context, organizationName, imageName, "view");
  const level = await shownLevel(rightsOnImage(context, organization, image));
  return {
    id: image.id,
    name: image.name,
    self_auth: ownAccess(context, level),
    others_auths: isOwn(context.caller, organization)
      ? await othersAccess(context, { organization, image })
      : [],
  };
}

/** What the caller may do, by whatever right. */
function ownAccess({ caller: { user } }: Context, auth: GrantedLevel) {
  return { user_id: user.id, user_name: user.name, auth };
}

async function othersAccess({ db, caller }: Context, place: Parameters<typeof listGrants>[1]) {
  const grants = await listGrants(db, place);
  return grants.filter(({ user_id }) => user_id !== caller.user.id);
}
