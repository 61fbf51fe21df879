/**
 * Which shares a list may show. Out, those of images the caller may share; in, all with the caller's account, as each of
 * its users may pull what they are of.
 */
import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import { REQUIRED_LEVEL } from "../../core/permissions.ts";
import type { Database } from "../db/schema.ts";
import type { Viewer } from "./rights.ts";

export type Direction = "out" | "in";

/** For a query of shares with their images. */
export function visibleShares(viewer: Viewer, direction: Direction): Expression<SqlBool> {
  const { db, caller } = viewer;
  const eb = expressionBuilder<Database, "shares" | "images">();
  if (direction === "in") return eb("shares.account_id", "=", caller.account.id);
  const own = eb("shares.owner_id", "=", caller.account.id);
  if (caller.isAdministrator) return own;
  const organizations = db
    .selectFrom("organization_grants")
    .select("organization_grants.organization_id")
    .where("organization_grants.user_id", "=", caller.user.id)
    .where("organization_grants.level", ">=", REQUIRED_LEVEL.share);
  const images = db
    .selectFrom("image_grants")
    .select("image_grants.image_id")
    .where("image_grants.user_id", "=", caller.user.id)
    .where("image_grants.level", ">=", REQUIRED_LEVEL.share);
  const managed = eb.or([eb("images.organization_id", "in", organizations), eb("images.id", "in", images)]);
  return eb.and([own, managed]);
}
