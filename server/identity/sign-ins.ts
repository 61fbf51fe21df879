/** What a user opened with the password, or is still open: sessions, tokens, temporary registry logins. */
import type { Kysely, SelectQueryBuilder } from "kysely";
import type { Database, SessionEnd } from "../db/schema.ts";
import type { Deps } from "../deps.ts";

export async function recordSignIn({ db, clock }: Deps, userId: string): Promise<void> {
  const last_sign_in_at = clock().toISOString();
  await db.updateTable("users").set({ last_sign_in_at }).where("id", "=", userId).execute();
}

/**
 * All of it at once, for good: whoever is enabled again signs in again. Access keys stay: they were made without the
 * password, and programs rely on them; those of a disabled user open nothing (find-caller.ts). A registry token, which
 * names its user and lives for minutes, goes on where only the password is another.
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
  // Kept to the time it would have ended at, so that its browser is told why.
  await db
    .updateTable("sessions")
    .set({ ended_by: by })
    .where("user_id", "in", users)
    .where("ended_by", "is", null)
    .execute();
  await db.deleteFrom("tokens").where("user_id", "in", users).execute();
  await db.deleteFrom("login_keys").where("user_id", "in", users).execute();
}
