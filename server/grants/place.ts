/** Where rights are granted: an organization, which covers all its images, or one image. */
import type { SwrErrorName } from "../../core/error-codes.ts";
import { type ImageRef, isOwn, type OrganizationRef } from "../access/rights.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import { findImage } from "../images/find-image.ts";
import { findOrganization } from "../organizations/find-organization.ts";

export interface PlaceName {
  namespace: string;
  /** The image's name, without the organization's. */
  repository?: string | undefined;
}

export interface Place {
  /** For people: `team`, `team/web`. */
  title: string;
  organization: OrganizationRef;
  image: ImageRef | undefined;
  /** What this place says in refusals. */
  errors: Record<"forbidden" | "exists" | "notFound", SwrErrorName>;
}

const ON_ORGANIZATION = {
  forbidden: "organizationForbidden",
  exists: "organizationPermissionExists",
  notFound: "organizationPermissionNotFound",
} as const;

const ON_IMAGE = {
  forbidden: "imageForbidden",
  exists: "permissionExists",
  notFound: "permissionNotFound",
} as const;

/** A place of the own account that the caller may view. Of others', what can be seen is no reason to see who else may. */
export async function findPlace(context: Context, { namespace, repository }: PlaceName): Promise<Place> {
  if (repository === undefined) {
    const organization = await findOrganization(context, namespace, "view");
    return { title: namespace, organization, image: undefined, errors: ON_ORGANIZATION };
  }
  const { organization, image } = await findImage(context, namespace, repository, "view");
  const title = `${namespace}/${repository}`;
  if (!isOwn(context.caller, organization)) throw new SwrError("imageForbidden", title);
  return { title, organization, image, errors: ON_IMAGE };
}
