/** The account's users as the console's pages of permissions show them. */
import { PAGE_DEFAULT } from "../../core/operations/paging.ts";
import { LEVEL } from "../../core/permissions.ts";
import { grantableLevel } from "../access/policy.ts";
import { accountUsers, permissionOf, usersWithRights } from "../access/users-with-rights.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { contains } from "../db/sqlite/contains.ts";
import { SwrError } from "../errors.ts";
import { findPlace, type PlaceName } from "./place.ts";

interface UserFilter extends PlaceName {
  q?: string | undefined;
  offset?: number | undefined;
  limit?: number | undefined;
}

export async function listPermissions(
  context: Context,
  { q = "", offset = 0, limit = PAGE_DEFAULT, ...name }: UserFilter,
) {
  const place = await findPlace(context, name);
  const users = usersWithRights(context, place).where((eb) => contains(eb.ref("users.name"), q));
  const { total } = await users.select(countRows().as("total")).executeTakeFirstOrThrow();
  const rows = await users
    .select(["users.id", "users.name", "users.enabled", "users.is_administrator"])
    .select(["general.level as general", "single.level as single"])
    .orderBy(({ eb }) => eb(place.image ? "single.level" : "general.level", "is", null))
    .orderBy("users.name")
    .offset(offset)
    .limit(limit)
    .execute();
  const grantable = await grantableLevel(context, place.organization, place.image);
  return {
    users: rows.map((row) => permissionOf(place, row)),
    total,
    grantable: grantable === LEVEL.none ? null : grantable,
  };
}

/** Only for those who may grant something here: nobody else learns users' names this way. */
export async function listGrantableUsers(
  context: Context,
  { q = "", offset = 0, limit = PAGE_DEFAULT, ...name }: UserFilter,
) {
  const place = await findPlace(context, name);
  if ((await grantableLevel(context, place.organization, place.image)) === LEVEL.none) {
    throw new SwrError(place.errors.forbidden, place.title);
  }
  const users = accountUsers(context, place)
    .where(place.image ? "single.level" : "general.level", "is", null)
    .where("users.id", "!=", context.caller.user.id)
    .where((eb) => contains(eb.ref("users.name"), q));
  const { total } = await users.select(countRows().as("total")).executeTakeFirstOrThrow();
  const rows = await users
    .select(["users.id", "users.name"])
    .orderBy("users.name")
    .offset(offset)
    .limit(limit)
    .execute();
  return { users: rows, total };
}
