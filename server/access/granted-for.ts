/** Where a grant of the caller's lets them take an action: ids for conditions on the rows of a list. */
import { type Action, REQUIRED_LEVEL } from "../../core/permissions.ts";
import type { Viewer } from "./rights.ts";

export function organizationsGrantedFor({ db, caller }: Viewer, action: Action) {
  return db
    .selectFrom("organization_grants")
    .select("organization_grants.organization_id")
    .where("organization_grants.user_id", "=", caller.user.id)
    .where("organization_grants.level", ">=", REQUIRED_LEVEL[action]);
}

/** Only grants on the images themselves, not those on their organizations. */
export function imagesGrantedFor({ db, caller }: Viewer, action: Action) {
  return db
    .selectFrom("image_grants")
    .select("image_grants.image_id")
    .where("image_grants.user_id", "=", caller.user.id)
    .where("image_grants.level", ">=", REQUIRED_LEVEL[action]);
}
