/** Which organizations a list or a search may show: those the policy lets the caller view. */
import { type AliasableExpression, type Expression, expressionBuilder, type SqlBool } from "kysely";
import { type GrantedLevel, LEVEL } from "../../core/permissions.ts";
import type { Database } from "../db/schema.ts";
import type { Viewer, Whose } from "./rights.ts";

/** Ids of the organizations the caller has a grant on. */
export function grantedOrganizations({ db, caller }: Whose) {
  return db
    .selectFrom("organization_grants")
    .select("organization_grants.organization_id")
    .where("organization_grants.user_id", "=", caller.user.id);
}

/** `withImageRights`: also those in which the caller has a grant on single images only. */
export function visibleOrganizations(
  viewer: Whose,
  { withImageRights = false }: { withImageRights?: boolean | undefined },
): Expression<SqlBool> {
  const { db, caller } = viewer;
  const eb = expressionBuilder<Database, "organizations">();
  const own = eb("organizations.account_id", "=", caller.account.id);
  if (caller.isAdministrator) return own;
  const granted = eb("organizations.id", "in", grantedOrganizations(viewer));
  if (!withImageRights) return eb.and([own, granted]);
  const imageGranted = db
    .selectFrom("image_grants")
    .innerJoin("images", "images.id", "image_grants.image_id")
    .select("images.organization_id")
    .where("image_grants.user_id", "=", caller.user.id);
  return eb.and([own, eb.or([granted, eb("organizations.id", "in", imageGranted)])]);
}

/**
 * The level to show for each organization of such a query. Rights on single images alone are none on the organization;
 * what they let one do there is look.
 */
export function shownLevels({ caller }: Viewer): AliasableExpression<GrantedLevel> {
  const eb = expressionBuilder<Database, "organizations">();
  if (caller.isAdministrator) return eb.lit(LEVEL.manage);
  const granted = eb
    .selectFrom("organization_grants as own")
    .select("own.level")
    .whereRef("own.organization_id", "=", "organizations.id")
    .where("own.user_id", "=", caller.user.id);
  return eb.fn.coalesce(granted, eb.lit(LEVEL.read));
}
