/** Who a registry client's user name and password stand for. */
import type { Caller } from "../context.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Deps } from "../deps.ts";
import { findAccessKey } from "../identity/access-keys.ts";
import { findCaller, type Identity } from "../identity/find-caller.ts";
import { touch } from "../identity/last-use.ts";
import { equalHashes, hashSecret } from "../identity/secrets.ts";
import { hmacSha256Hex } from "../secrets/hmac.ts";

/** Stands for the project in the user part of an enhanced login command (SWR API reference, CreateAuthorizationToken). */
export const ENHANCED_USER = "bearertoken";

/**
 * `username` is `{project}@{access key}`, of a temporary login or of a permanent access key. Undefined where it is
 * unknown, does not match or has ended.
 */
export async function findLogin(deps: Deps, username: string, password: string): Promise<Caller | undefined> {
  const at = username.lastIndexOf("@");
  if (at < 0) return undefined;
  const [project, accessKey] = [username.slice(0, at), username.slice(at + 1)];
  const temporary = await findTemporary(deps, accessKey, password);
  const identity = temporary ?? (await findLongLived(deps, accessKey, password));
  const caller = identity && (await findCaller(deps.db, identity, "login"));
  if (temporary && project === ENHANCED_USER) return caller;
  // The project's id will do as well: another service that copies here may know only that.
  return caller && [caller.project.name, caller.project.id].includes(project) ? caller : undefined;
}

const loginKey = prepared((db, accessKey: Param<string>) =>
  db
    .selectFrom("login_keys")
    .select(["access_key", "key_hash", "user_id", "project_id", "expires_at", "last_used_at"])
    .where("access_key", "=", accessKey),
);

async function findTemporary(deps: Deps, accessKey: string, password: string): Promise<Identity | undefined> {
  const [login] = await loginKey(deps.db, accessKey);
  if (!login) return undefined;
  if (login.expires_at <= deps.clock().toISOString()) return undefined;
  if (!equalHashes(hashSecret(deps, password), login.key_hash)) return undefined;
  await touch(deps, "login_keys", login.access_key, login.last_used_at);
  return login;
}

/** The password of a permanent key is HMAC-SHA256 of the AK under the SK: whoever logs in need not hold the SK. */
async function findLongLived(deps: Deps, accessKey: string, password: string): Promise<Identity | undefined> {
  const key = await findAccessKey(deps, accessKey);
  if (!key || !equalHashes(await hmacSha256Hex(key.secret, key.id), password)) return undefined;
  await touch(deps, "access_keys", key.id, key.lastUsedAt);
  return key.identity;
}
