/** The account's users, each with what gives them rights on one place: for lists of who may what there. */
import type { Selectable } from "kysely";
import type { Permission } from "../../core/console-operations/permissions.ts";
import { type GrantedLevel, LEVEL } from "../../core/permissions.ts";
import type { Database } from "../db/schema.ts";
import type { ImageRef, OrganizationRef, Viewer } from "./rights.ts";

/** On an organization, or on one image in it. */
export interface RightsPlace {
  organization: OrganizationRef;
  image: ImageRef | undefined;
}

/** `general` is the grant on the organization, `single` the one on the image; their levels are null where there is none. */
export function accountUsers({ db, caller }: Viewer, { organization, image }: RightsPlace) {
  return db
    .selectFrom("users")
    .leftJoin("organization_grants as general", (join) =>
      join.onRef("general.user_id", "=", "users.id").on("general.organization_id", "=", organization.id),
    )
    .leftJoin("image_grants as single", (join) =>
      // No image has the id 0.
      join.onRef("single.user_id", "=", "users.id").on("single.image_id", "=", image?.id ?? 0),
    )
    .where("users.account_id", "=", caller.account.id);
}

/** Users with a right of their own there, beyond what everybody in the account may do. */
export function usersWithRights(viewer: Viewer, place: RightsPlace) {
  return accountUsers(viewer, place).where(({ or, eb }) =>
    or([
      eb("users.is_administrator", "=", 1),
      eb("general.level", "is not", null),
      eb("single.level", "is not", null),
    ]),
  );
}

interface UserRow
  extends Pick<Selectable<Database["users"]>, "id" | "name" | "enabled" | "is_administrator"> {
  general: GrantedLevel | null;
  single: GrantedLevel | null;
}

/** The level in force is the highest of all. */
export function permissionOf({ image }: RightsPlace, row: UserRow): Permission {
  const isAdministrator = row.is_administrator === 1;
  const levels = [
    isAdministrator ? LEVEL.manage : LEVEL.read,
    row.general ?? LEVEL.read,
    row.single ?? LEVEL.read,
  ];
  return {
    id: row.id,
    name: row.name,
    isEnabled: row.enabled === 1,
    level: Math.max(...levels) as GrantedLevel,
    isAdministrator,
    granted: image ? row.single : row.general,
    onOrganization: image ? row.general : null,
  };
}
