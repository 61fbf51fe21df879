/** An image by the name under which clients push and pull it; it may not exist before the first push. */
import { checkImageName, checkOrganizationName } from "../../core/names.ts";
import type { ImageRef, OrganizationRef } from "../access/rights.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Deps } from "../deps.ts";
import { nameProblemText } from "../name-problem-text.ts";
import type { Stored } from "./room.ts";

export interface Repository {
  /** `organization/image` */
  name: string;
  organization: OrganizationRef & Stored & { name: string };
  imageName: string;
  /** Undefined before the first push. */
  image: ImageRef | undefined;
}

/** Undefined where the organization does not exist, or the name breaks a rule. */
export async function findRepository(deps: Deps, name: string): Promise<Repository | undefined> {
  if (nameProblem(deps, name)) return undefined;
  const [organizationName, imageName] = splitName(name);
  const [organization] = await organizationNamed(deps.db, organizationName);
  if (!organization) return undefined;
  const [image] = await imageNamed(deps.db, organization.id, imageName);
  return { name, organization, imageName, image };
}

const organizationNamed = prepared((db, name: Param<string>) =>
  db
    .selectFrom("organizations")
    .select(["id", "account_id", "name", "stored_bytes", "quota_bytes"])
    .where("name", "=", name),
);

export const imageNamed = prepared((db, organizationId: Param<number>, name: Param<string>) =>
  db
    .selectFrom("images")
    .select(["id", "is_public"])
    .where("organization_id", "=", organizationId)
    .where("name", "=", name),
);

/** The rule that the name breaks, in words; undefined where it breaks none. */
export function nameProblem(deps: Deps, name: string): string | undefined {
  if (!name.includes("/")) return "an image is named <organization>/<image>";
  const [organization, image] = splitName(name);
  const rule = checkOrganizationName(organization, deps.config.edition.reservedOrganizationNames);
  if (rule) return `invalid organization name: ${nameProblemText("organization", rule)}`;
  const imageRule = checkImageName(image);
  return imageRule && `invalid image name: ${nameProblemText("image", imageRule)}`;
}

function splitName(name: string): [organization: string, image: string] {
  const at = name.indexOf("/");
  return [name.slice(0, at), name.slice(at + 1)];
}
