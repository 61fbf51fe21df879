/** The rows of grants on one place. */
import type { Kysely } from "kysely";
import type { Grant } from "../../core/operations/access.ts";
import type { GrantedLevel } from "../../core/permissions.ts";
import type { Database } from "../db/schema.ts";
import type { Place } from "./place.ts";

type Where = Pick<Place, "organization" | "image">;

/** Both tables differ only in the name of one column, so the compiler is shown the table of organizations for both. */
function rowsOf({ organization, image }: Where) {
  return {
    table: (image ? "image_grants" : "organization_grants") as "organization_grants",
    column: (image ? "image_id" : "organization_id") as "organization_id",
    id: image ? image.id : organization.id,
  };
}

/** In the order in which they were made, which clients expect back. */
export async function listGrants(db: Kysely<Database>, place: Where): Promise<Grant[]> {
  const { table, column, id } = rowsOf(place);
  return await db
    .selectFrom(`${table} as grants`)
    .innerJoin("users", "users.id", "grants.user_id")
    .select(["users.id as user_id", "users.name as user_name", "grants.level as auth"])
    .where(`grants.${column}`, "=", id)
    .orderBy("grants.id")
    .execute();
}

/** What these users have been granted here, by their ids. */
export async function levelsOf(
  db: Kysely<Database>,
  place: Where,
  userIds: readonly string[],
): Promise<Map<string, GrantedLevel>> {
  const { table, column, id } = rowsOf(place);
  const rows = await db
    .selectFrom(table)
    .select(["user_id", "level"])
    .where(column, "=", id)
    .where("user_id", "in", userIds)
    .execute();
  return new Map(rows.map(({ user_id, level }) => [user_id, level]));
}

/** Ids of those who had no grant here, and have one now. */
export async function addGrants(
  db: Kysely<Database>,
  place: Where,
  grants: readonly Grant[],
): Promise<Set<string>> {
  const { table, column, id } = rowsOf(place);
  const rows = grants.map(({ user_id, auth }) => ({ [column]: id, user_id, level: auth }));
  const added = await db
    .insertInto(table)
    .values(rows as { organization_id: number; user_id: string; level: GrantedLevel }[])
    .onConflict((conflict) => conflict.doNothing())
    .returning("user_id")
    .execute();
  return new Set(added.map(({ user_id }) => user_id));
}

/** They keep their places in the order. */
export async function changeGrants(
  db: Kysely<Database>,
  place: Where,
  grants: readonly Grant[],
): Promise<void> {
  const { table, column, id } = rowsOf(place);
  for (const level of new Set(grants.map(({ auth }) => auth))) {
    const userIds = grants.filter(({ auth }) => auth === level).map(({ user_id }) => user_id);
    await db
      .updateTable(table)
      .set({ level })
      .where(column, "=", id)
      .where("user_id", "in", userIds)
      .execute();
  }
}

export async function removeGrants(
  db: Kysely<Database>,
  place: Where,
  userIds: readonly string[],
): Promise<void> {
  const { table, column, id } = rowsOf(place);
  await db.deleteFrom(table).where(column, "=", id).where("user_id", "in", userIds).execute();
}
