/** Who stands behind a session, a token, an access key or a login. */
import type { Kysely } from "kysely";
import type { AccessMode } from "../../core/iam-operations/users.ts";
import type { Caller } from "../context.ts";
import type { Database } from "../db/schema.ts";

export interface Identity {
  user_id: string;
  project_id: string;
}

/** The access mode that rules out this way of coming. */
const OTHER_MODE: Record<Caller["via"], AccessMode> = {
  session: "programmatic",
  token: "console",
  key: "console",
  login: "console",
};

/** Undefined where the user or the project is gone, or the user is disabled or may not come this way. */
export async function findCaller(
  db: Kysely<Database>,
  identity: Identity,
  via: Caller["via"],
): Promise<Caller | undefined> {
  const row = await db
    .selectFrom("users")
    .innerJoin("accounts", "accounts.id", "users.account_id")
    .innerJoin("projects", "projects.account_id", "accounts.id")
    .select([
      "users.id as user_id",
      "users.name as user_name",
      "users.is_administrator",
      "users.access_mode",
      "accounts.id as account_id",
      "accounts.name as account_name",
      "projects.name as project_name",
    ])
    .where("users.id", "=", identity.user_id)
    .where("users.enabled", "=", 1)
    .where("projects.id", "=", identity.project_id)
    .executeTakeFirst();
  if (!row || row.access_mode === OTHER_MODE[via]) return undefined;
  return {
    account: { id: row.account_id, name: row.account_name },
    user: { id: row.user_id, name: row.user_name },
    project: { id: identity.project_id, name: row.project_name },
    isAdministrator: row.is_administrator === 1,
    via,
  };
}
