/** Permanent access keys at work: what signs requests to the API, and stands behind long-lived registry logins. */
import type { Deps } from "../deps.ts";
import { type SealedFor, seal, unseal } from "../secrets/sealed-value.ts";
import type { Identity } from "./find-caller.ts";
import { newAccessKeyId, newAccessKeySecret } from "./secrets.ts";

/** The last use is written at most so often: a write a request would cost more than it tells. */
const TOUCH_MS = 60_000;

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

/** Undefined where there is no such key or it is inactive. Whether its user may use it, findCaller tells. */
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
  if (!row) return undefined;
  return {
    id,
    secret: await unseal(deps, sealedFor(id), row.sealed_secret),
    identity: { user_id: row.user_id, project_id: row.project_id },
    lastUsedAt: row.last_used_at,
  };
}

/** Call it once the secret has proved right. */
export async function touchAccessKey(deps: Deps, { id, lastUsedAt }: AccessKey): Promise<void> {
  const now = deps.clock();
  if (lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) < TOUCH_MS) return;
  await deps.db
    .updateTable("access_keys")
    .set({ last_used_at: now.toISOString() })
    .where("access_key", "=", id)
    .execute();
}
