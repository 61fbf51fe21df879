/** Looks up permanent access keys, which sign requests to the API and make long-lived registry logins. */
import type { Deps } from "../deps.ts";
import { type SealedFor, seal, unseal } from "../secrets/sealed-value.ts";
import type { Identity } from "./find-caller.ts";
import { newAccessKeyId, newAccessKeySecret } from "./secrets.ts";

export interface AccessKey {
  /** What the public part is called on the wire: `Access`, AK. */
  id: string;
  secret: string;
  identity: Identity;
  lastUsedAt: string | null;
}

const sealedFor = (id: string): SealedFor => ({ purpose: "access key secrets", label: id });

/** A new key, not stored yet. */
export async function makeAccessKey(
  deps: Pick<Deps, "signingKey">,
): Promise<{ id: string; secret: string; sealed: string }> {
  const id = newAccessKeyId();
  const secret = newAccessKeySecret();
  return { id, secret, sealed: await seal(deps, sealedFor(id), secret) };
}

/**
 * Undefined where there is no such key, it is inactive, or it was sealed under a lost key file. Whether its user may
 * use it is up to findCaller.
 */
export async function findAccessKey(deps: Deps, id: string): Promise<AccessKey | undefined> {
  const row = await deps.db
    .selectFrom("access_keys")
    .innerJoin("users", "users.id", "access_keys.user_id")
    .innerJoin("projects", "projects.account_id", "users.account_id")
    .select(["sealed_secret", "users.id as user_id", "projects.id as project_id", "last_used_at"])
    .where("access_key", "=", id)
    .where("is_active", "=", 1)
    .where("projects.name", "=", deps.config.region)
    .executeTakeFirst();
  const secret = row && (await unseal(deps, sealedFor(id), row.sealed_secret).catch(() => undefined));
  if (!row || secret === undefined) return undefined;
  return {
    id,
    secret,
    identity: { user_id: row.user_id, project_id: row.project_id },
    lastUsedAt: row.last_used_at,
  };
}
