/** Sign-ins of users: sessions, tokens and temporary registry logins. */
import type { Kysely, SelectQueryBuilder } from "kysely";
import type { Database, SessionEnd } from "../db/schema.ts";
import type { Deps } from "../deps.ts";

export async function recordSignIn({ db, clock }: Deps, userId: string): Promise<void> {
  const last_sign_in_at = clock().toISOString();
  await db.updateTable("users").set({ last_sign_in_at }).where("id", "=", userId).execute();
}

/**
 * Ends all sign-ins of a user for good: enabled again, the user signs in anew. Access keys stay: they were made without
 * the password, and programs rely on them; those of a disabled user open nothing (find-caller.ts). A registry token,
 * which names its user and lives for minutes, stays good where only the password was changed.
 */
export async function endSignIns(db: Kysely<Database>, userId: string, by: SessionEnd): Promise<void> {
  await endThoseOf(db, db.selectFrom("users").select("id").where("id", "=", userId), by);
}

/** The same for everybody of an account. */
export async function endSignInsOfAccount(db: Kysely<Database>, accountId: string): Promise<void> {
  const users = db.selectFrom("users").select("id").where("account_id", "=", accountId);
  await endThoseOf(db, users, "account disabling");
}

async function endThoseOf(
  db: Kysely<Database>,
  users: SelectQueryBuilder<Database, "users", { id: string }>,
  by: SessionEnd,
): Promise<void> {
  // The row stays until the session would have ended anyway, so that its browser can be told why.
  await db
    .updateTable("sessions")
    .set({ ended_by: by })
    .where("user_id", "in", users)
    .where("ended_by", "is", null)
    .execute();
  await db.deleteFrom("tokens").where("user_id", "in", users).execute();
  await db.deleteFrom("login_keys").where("user_id", "in", users).execute();
}
