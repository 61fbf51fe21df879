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
 * The organizations a list shows, with the caller's level on each. `withImageRights` adds those in which the caller has
 * grants on single images only; there the level is read, for looking at the organization.
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
      // A join finds the grant and its level at once; somebody may have a grant on each of very many organizations.
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
