/** Which organizations a list or a search may show: those the policy lets the caller view. */
import { type Expression, expressionBuilder, type SqlBool } from "kysely";
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

export function visibleOrganizations(viewer: Whose): Expression<SqlBool> {
  const { caller } = viewer;
  const eb = expressionBuilder<Database, "organizations">();
  const own = eb("organizations.account_id", "=", caller.account.id);
  if (caller.isAdministrator) return own;
  return eb.and([own, eb("organizations.id", "in", grantedOrganizations(viewer))]);
}

/**
 * The same organizations, with the level to show for each; `withImageRights`: also those in which the caller has a grant
 * on single images only. These are no rights on the organization; what they let one do there is look.
 */
export function organizationsWithLevels(
  viewer: Viewer,
  { withImageRights = false }: { withImageRights?: boolean | undefined },
) {
  const { db, caller } = viewer;
  const own = db.selectFrom("organizations").where("organizations.account_id", "=", caller.account.id);
  const ofGrantedImages = db
    .selectFrom("image_grants")
    .innerJoin("images", "images.id", "image_grants.image_id")
    .select("images.organization_id")
    .where("image_grants.user_id", "=", caller.user.id);
  if (caller.isAdministrator) return own.select(({ lit }) => lit<GrantedLevel>(LEVEL.manage).as("level"));
  return (
    own
      // One look for the level as well as for whether there is any: who has a grant on each of them has many.
      .leftJoin("organization_grants as own", (join) =>
        join.onRef("own.organization_id", "=", "organizations.id").on("own.user_id", "=", caller.user.id),
      )
      .where(({ eb, or }) =>
        or([
          eb("own.level", "is not", null),
          ...(withImageRights ? [eb("organizations.id", "in", ofGrantedImages)] : []),
        ]),
      )
      .select(({ fn, lit }) => fn.coalesce("own.level", lit<GrantedLevel>(LEVEL.read)).as("level"))
  );
}
