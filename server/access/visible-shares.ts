/**
 * Which shares a list may show. `out`: of images the caller may share. `in`: all with the caller's account, as each of
 * its users may pull those images.
 */
import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { Database } from "../db/schema.ts";
import { imagesGrantedFor, organizationsGrantedFor } from "./granted-for.ts";
import type { Viewer } from "./rights.ts";

export type Direction = "out" | "in";

/** For a query of shares with their images. */
export function visibleShares(viewer: Viewer, direction: Direction): Expression<SqlBool> {
  const { caller } = viewer;
  const eb = expressionBuilder<Database, "shares" | "images">();
  if (direction === "in") return eb("shares.account_id", "=", caller.account.id);
  const own = eb("shares.owner_id", "=", caller.account.id);
  if (caller.isAdministrator) return own;
  const managed = eb.or([
    eb("images.organization_id", "in", organizationsGrantedFor(viewer, "share")),
    eb("images.id", "in", imagesGrantedFor(viewer, "share")),
  ]);
  return eb.and([own, managed]);
}
