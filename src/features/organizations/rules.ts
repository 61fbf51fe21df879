import type { OrganizationStorage } from "../../../core/console-operations/storage.ts";
import type { ListedOrganization } from "../../../core/operations/organizations.ts";
import { allows } from "../../../core/permissions.ts";
import { GB, QUOTA_MAX_BYTES } from "../../../core/quota.ts";

export const ORGANIZATION_LIST = {
  columns: ["name", "repo_count", "stored"],
  sort: { column: "name", order: "asc" },
} as const;

/** As the list shows it. */
export interface OrganizationRow extends ListedOrganization {
  /** Undefined until it is known. */
  storage: OrganizationStorage | undefined;
}

export function withStorage(
  organizations: readonly ListedOrganization[],
  storage: readonly OrganizationStorage[] = [],
): OrganizationRow[] {
  const byName = new Map(storage.map((one) => [one.name, one]));
  return organizations.map((one) => ({ ...one, storage: byName.get(one.name) }));
}

interface ListView {
  /** Part of the name; empty: all. */
  filter: string;
  sort: { column: "name" | "repo_count" | "stored"; order: "asc" | "desc" };
  /** Just created: comes first, wherever the sort would put it. */
  created: string | undefined;
}

/** The wire sends every organization at once, so filtering and sorting happen here. */
export function viewOrganizations(
  organizations: readonly OrganizationRow[],
  { filter, sort, created }: ListView,
): OrganizationRow[] {
  const sign = sort.order === "asc" ? 1 : -1;
  return organizations
    .filter(({ name }) => name.includes(filter))
    .sort((a, b) => {
      if (a.name === created) return -1;
      if (b.name === created) return 1;
      const byName = a.name < b.name ? -1 : 1;
      if (sort.column === "name") return sign * byName;
      return (
        sign * (sort.column === "stored" ? stored(a) - stored(b) : a.repo_count - b.repo_count) || byName
      );
    });
}

const stored = ({ storage }: OrganizationRow) => storage?.stored_bytes ?? 0;

/** Whose the organization is that has the name; only administrators see all of their account's. */
export function holderOf(
  name: string,
  organizations: readonly ListedOrganization[],
  isAdministrator: boolean,
): "own" | "other" | "unseen" {
  if (organizations.some((one) => one.name === name)) return "own";
  return isAdministrator ? "other" : "unseen";
}

/** GB. A smaller quota would read as 0 with three decimals. */
export const QUOTA_MIN_GB = 0.001;
export const QUOTA_MAX_GB = QUOTA_MAX_BYTES / GB;

/** Bytes of what was typed in GB; null for nothing, i.e. no limit; undefined where it is no quota. */
export function readQuota(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  const gigabytes = /^\d+(\.\d{1,3})?$/.test(typed) ? Number(typed) : Number.NaN;
  return gigabytes >= QUOTA_MIN_GB && gigabytes <= QUOTA_MAX_GB ? Math.round(gigabytes * GB) : undefined;
}

/** Why the organization cannot be deleted by the person who sees it. */
export function deleteRefusal(organization: ListedOrganization): "level" | "images" | undefined {
  if (!allows(organization.auth, "delete")) return "level";
  return organization.repo_count > 0 ? "images" : undefined;
}
