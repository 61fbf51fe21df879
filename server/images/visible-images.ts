import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { Caller } from "../context.ts";
import type { Database } from "../db/schema.ts";
import type { ImageFilter } from "./image-filter.ts";

/** Of a list so filtered. Public images are seen by everyone in the account. */
export function seesAll(caller: Caller, { isPublic }: ImageFilter): boolean {
  return caller.isAdministrator || isPublic === true;
}

/**
 * For a query of the caller's own account: the images there which the caller may see. Those are all for an
 * administrator, for others public ones and those granted, singly or with their organization.
 */
export function visibleTo(caller: Caller, filter: ImageFilter = {}): Expression<SqlBool> {
  const eb = expressionBuilder<Database, "images">();
  if (seesAll(caller, filter)) return eb.lit(true);
  return eb.or([
    eb("images.is_public", "=", 1),
    eb(
      "images.organization_id",
      "in",
      eb
        .selectFrom("organization_grants")
        .select("organization_grants.organization_id")
        .where("organization_grants.user_id", "=", caller.user.id),
    ),
    eb(
      "images.id",
      "in",
      eb
        .selectFrom("image_grants")
        .select("image_grants.image_id")
        .where("image_grants.user_id", "=", caller.user.id),
    ),
  ]);
}
