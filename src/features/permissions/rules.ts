import type { Permission } from "../../../core/console-operations/permissions.ts";
import type { GrantedLevel } from "../../../core/permissions.ts";

export const LEVELS = [1, 3, 7] as const satisfies readonly GrantedLevel[];

export interface Granter {
  /** Of the person who is signed in. */
  userId: string;
  /** The highest level they may grant; null: none. Undefined until it is known: the service decides then. */
  grantable: GrantedLevel | null | undefined;
}

/** Why the person may not change or take back what a user has been granted here; undefined where they may. */
export function changeRefusal(
  { id, granted }: Permission,
  { userId, grantable }: Granter,
): "nothing" | "elsewhere" | "self" | "more" | undefined {
  if (grantable === null) return "nothing";
  if (granted === null) return "elsewhere";
  if (id === userId) return "self";
  return grantable !== undefined && granted > grantable ? "more" : undefined;
}

export interface Source {
  kind: "administrator" | "organization" | "image";
  level: GrantedLevel;
}

/** Where a user's rights come from, the one in force first. */
export function sourcesOf(permission: Permission, onImage: boolean): Source[] {
  const { isAdministrator, granted, onOrganization } = permission;
  const sources: { kind: Source["kind"]; level: GrantedLevel | null }[] = [
    { kind: "administrator", level: isAdministrator ? 7 : null },
    { kind: "organization", level: onImage ? onOrganization : granted },
    { kind: "image", level: onImage ? granted : null },
  ];
  return sources.filter((one): one is Source => one.level !== null).sort((a, b) => b.level - a.level);
}

/** The level that remains if the grant here is revoked; undefined: none. */
export function remainingLevel({ isAdministrator, onOrganization }: Permission): GrantedLevel | undefined {
  return isAdministrator ? 7 : (onOrganization ?? undefined);
}
