/** Who a registry client's user name and password stand for. */
import type { Caller } from "../context.ts";
import type { Deps } from "../deps.ts";
import { findAccessKey, touchAccessKey } from "../identity/access-keys.ts";
import { findCaller, type Identity } from "../identity/find-caller.ts";
import { hmacSha256Hex } from "../identity/hmac.ts";
import { equalHashes, hashSecret } from "../identity/secrets.ts";

/**
 * `username` is `{project}@{access key}`, of a temporary login or of a permanent access key. Undefined where it is
 * unknown, does not match or has ended.
 */
export async function findLogin(deps: Deps, username: string, password: string): Promise<Caller | undefined> {
  const at = username.lastIndexOf("@");
  if (at < 0) return undefined;
  const accessKey = username.slice(at + 1);
  const identity =
    (await findTemporary(deps, accessKey, password)) ?? (await findLongLived(deps, accessKey, password));
  const caller = identity && (await findCaller(deps.db, identity, "login"));
  return caller?.project.name === username.slice(0, at) ? caller : undefined;
}

async function findTemporary(deps: Deps, accessKey: string, password: string): Promise<Identity | undefined> {
  const login = await deps.db
    .selectFrom("login_keys")
    .select(["key_hash", "user_id", "project_id", "expires_at"])
    .where("access_key", "=", accessKey)
    .executeTakeFirst();
  if (!login) return undefined;
  if (login.expires_at <= deps.clock().toISOString()) return undefined;
  return equalHashes(hashSecret(deps, password), login.key_hash) ? login : undefined;
}

/** The password of a permanent key is HMAC-SHA256 of the AK under the SK: whoever logs in need not hold the SK. */
async function findLongLived(deps: Deps, accessKey: string, password: string): Promise<Identity | undefined> {
  const key = await findAccessKey(deps, accessKey);
  if (!key || !equalHashes(await hmacSha256Hex(key.secret, key.id), password)) return undefined;
  await touchAccessKey(deps, key);
  return key.identity;
}
