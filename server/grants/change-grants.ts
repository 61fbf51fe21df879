/**
 * Grants, changes and revokes rights; each call all or nothing. Nobody gives or takes back more than they have, and
 * nobody changes their own rights.
 */
import type { Grant } from "../../core/operations/access.ts";
import type { Level } from "../../core/permissions.ts";
import { grantableLevel } from "../access/policy.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import { inTransaction } from "../transaction.ts";
import { findPlace, type Place, type PlaceName } from "./place.ts";
import { addGrants, changeGrants, levelsOf, removeGrants } from "./rows.ts";

export async function createGrants(context: Context, name: PlaceName, grants: Grant[]): Promise<void> {
  await inTransaction(context, async (context) => {
    const place = await findPlace(context, name);
    await requireMayGrant(context, place, idsOf(grants), levelsIn(grants));
    await requireUsers(context, grants);
    const added = await addGrants(context.db, place, grants);
    const refused = grants.find(({ user_id }) => !added.has(user_id));
    if (refused) throw new SwrError(place.errors.exists, refused.user_name);
  });
}

export async function updateGrants(context: Context, name: PlaceName, grants: Grant[]): Promise<void> {
  await inTransaction(context, async (context) => {
    const place = await findPlace(context, name);
    const held = await levelsOf(context.db, place, idsOf(grants));
    await requireMayGrant(context, place, idsOf(grants), [...levelsIn(grants), ...held.values()]);
    await requireUsers(context, grants);
    requireHeld(place, idsOf(grants), held);
    await changeGrants(context.db, place, grants);
  });
}

export async function deleteGrants(context: Context, name: PlaceName, userIds: string[]): Promise<void> {
  await inTransaction(context, async (context) => {
    const place = await findPlace(context, name);
    const held = await levelsOf(context.db, place, userIds);
    await requireMayGrant(context, place, userIds, [...held.values()]);
    requireHeld(place, userIds, held);
    await removeGrants(context.db, place, userIds);
  });
}

async function requireMayGrant(
  context: Context,
  { title, organization, image, errors }: Place,
  userIds: readonly string[],
  levels: readonly Level[],
): Promise<void> {
  const highest = await grantableLevel(context, organization, image);
  if (highest === 0) throw new SwrError(errors.forbidden, title);
  if (userIds.includes(context.caller.user.id)) {
    throw new SwrError(errors.forbidden, "nobody changes their own permission");
  }
  if (levels.some((level) => level > highest)) {
    throw new SwrError(errors.forbidden, "nobody gives or takes more than they have themselves");
  }
}

/**
 * The users must be of this account and have the names the request gives: if name and id do not match, the request is
 * wrong, and neither is preferred. Another account's users are as unknown as users that do not exist.
 */
async function requireUsers({ db, caller }: Context, grants: readonly Grant[]): Promise<void> {
  const rows = await db
    .selectFrom("users")
    .select(["id", "name"])
    .where("account_id", "=", caller.account.id)
    .where("id", "in", idsOf(grants))
    .execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const unknown = grants.find(({ user_id, user_name }) => names.get(user_id) !== user_name);
  if (unknown) throw new SwrError("invalidUserName", unknown.user_name);
}

function requireHeld({ errors }: Place, userIds: readonly string[], held: Map<string, Level>): void {
  const missing = userIds.find((id) => !held.has(id));
  if (missing !== undefined) throw new SwrError(errors.notFound, missing);
}

const idsOf = (grants: readonly Grant[]) => grants.map(({ user_id }) => user_id);
const levelsIn = (grants: readonly Grant[]) => grants.map(({ auth }) => auth);
