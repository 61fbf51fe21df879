/** The one place that looks up the caller behind a session, a token, an access key or a login. */
import type { Kysely } from "kysely";
import type { AccessMode } from "../../core/iam-operations/users.ts";
import type { Caller } from "../context.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";

export interface Identity {
  user_id: string;
  project_id: string;
}

/** For each way of signing in, the access mode that forbids it. */
const OTHER_MODE: Record<Caller["via"], AccessMode> = {
  session: "programmatic",
  token: "console",
  key: "console",
  login: "console",
};

/** `gone`: the user or the project. */
export type Admission =
  | { outcome: "admitted"; caller: Caller }
  | { outcome: "gone" | "account disabled" | "user disabled" | "other access mode" };

export async function findCaller(
  db: Kysely<Database>,
  identity: Identity,
  via: Caller["via"],
): Promise<Caller | undefined> {
  const admission = await admit(db, identity, via);
  return admission.outcome === "admitted" ? admission.caller : undefined;
}

/** Also says why somebody is not let in: for people who have just proved who they are by their password. */
export async function admit(
  db: Kysely<Database>,
  identity: Identity,
  via: Caller["via"],
): Promise<Admission> {
  const [row] = await findUser(db, identity.user_id, identity.project_id);
  if (!row) return { outcome: "gone" };
  if (row.account_enabled === 0) return { outcome: "account disabled" };
  if (row.user_enabled === 0) return { outcome: "user disabled" };
  if (row.access_mode === OTHER_MODE[via]) return { outcome: "other access mode" };
  const caller: Caller = {
    account: { id: row.account_id, name: row.account_name },
    user: { id: row.user_id, name: row.user_name },
    project: { id: identity.project_id, name: row.project_name },
    isAdministrator: row.is_administrator === 1,
    hasProgrammaticAccess: row.access_mode !== "console",
    via,
  };
  return { outcome: "admitted", caller };
}

const findUser = prepared((db, userId: Param<string>, projectId: Param<string>) =>
  db
    .selectFrom("users")
    .innerJoin("accounts", "accounts.id", "users.account_id")
    .innerJoin("projects", "projects.account_id", "accounts.id")
    .select([
      "users.id as user_id",
      "users.name as user_name",
      "users.is_administrator",
      "users.enabled as user_enabled",
      "users.access_mode",
      "accounts.id as account_id",
      "accounts.name as account_name",
      "accounts.enabled as account_enabled",
      "projects.name as project_name",
    ])
    .where("users.id", "=", userId)
    .where("projects.id", "=", projectId),
);
