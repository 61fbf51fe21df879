import { checkOrganizationName } from "../../../core/names.ts";
import type { SyncTarget } from "../../resources/sync.ts";

/** Names that are reserved there are its own business. */
export const organizationProblem = ({ organization }: SyncTarget) => checkOrganizationName(organization, []);

export function isTarget(target: SyncTarget): boolean {
  return target.region !== "" && organizationProblem(target) === undefined;
}
