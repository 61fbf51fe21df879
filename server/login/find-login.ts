/** Who a registry client's user name and password stand for. */
import type { Kysely } from "kysely";
import type { Caller } from "../context.ts";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { findCaller } from "../identity/find-caller.ts";
import { equalHashes, hashSecret } from "../identity/secrets.ts";

/** `username` is `{project}@{access key}`. Undefined where it is unknown, does not match or has ended. */
export async function findLogin(deps: Deps, username: string, password: string): Promise<Caller | undefined> {
  const at = username.lastIndexOf("@");
  if (at < 0) return undefined;
  const login = await deps.db
    .selectFrom("login_keys")
    .select(["key_hash", "user_id", "project_id", "expires_at"])
    .where("access_key", "=", username.slice(at + 1))
    .executeTakeFirst();
  if (!login) return undefined;
  if (login.expires_at <= deps.clock().toISOString()) {
    await purgeExpiredLogins(deps.db, deps.clock());
    return undefined;
  }
  if (!equalHashes(hashSecret(deps, password), login.key_hash)) return undefined;
  const caller = await findCaller(deps.db, login, "login");
  return caller?.project.name === username.slice(0, at) ? caller : undefined;
}

export async function purgeExpiredLogins(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom("login_keys").where("expires_at", "<=", now.toISOString()).execute();
}
