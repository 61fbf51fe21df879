import type { ListedOrganization } from "../../../core/operations/organizations.ts";
import { allows } from "../../../core/permissions.ts";

export const ORGANIZATION_LIST = {
  columns: ["name", "repo_count"],
  sort: { column: "name", order: "asc" },
} as const;

interface ListView {
  /** Part of the name; empty: all. */
  filter: string;
  sort: { column: "name" | "repo_count"; order: "asc" | "desc" };
  /** Just created: comes first, wherever the sort would put it. */
  created: string | undefined;
}

/** The wire sends every organization at once, so filtering and sorting happen here. */
export function viewOrganizations(
  organizations: readonly ListedOrganization[],
  { filter, sort, created }: ListView,
): ListedOrganization[] {
  const sign = sort.order === "asc" ? 1 : -1;
  return organizations
    .filter(({ name }) => name.includes(filter))
    .sort((a, b) => {
      if (a.name === created) return -1;
      if (b.name === created) return 1;
      const byName = a.name < b.name ? -1 : 1;
      if (sort.column === "name") return sign * byName;
      return sign * (a.repo_count - b.repo_count) || byName;
    });
}

/** Why the organization cannot be deleted by the person who sees it. */
export function deleteRefusal(organization: ListedOrganization): "level" | "images" | undefined {
  if (!allows(organization.auth, "delete")) return "level";
  return organization.repo_count > 0 ? "images" : undefined;
}
