/** Where rights are granted: an organization, which covers all its images, or one image. */
import type { SwrErrorName } from "../../core/error-codes.ts";
import type { ImageRef, OrganizationRef } from "../access/rights.ts";
import type { Context } from "../context.ts";
import { findOwnImage } from "../images/find-image.ts";
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

/** A place of the own account that the caller may view. */
export async function findPlace(context: Context, { namespace, repository }: PlaceName): Promise<Place> {
  if (repository === undefined) {
    const organization = await findOrganization(context, namespace, "view");
    return { title: namespace, organization, image: undefined, errors: ON_ORGANIZATION };
  }
  const { organization, image } = await findOwnImage(context, namespace, repository, "view");
  return { title: `${namespace}/${repository}`, organization, image, errors: ON_IMAGE };
}
