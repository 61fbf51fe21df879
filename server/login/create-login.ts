/** A temporary login for registry clients: an access key and a random key, of which only a hash stays here. */
import { TEMPORARY_LOGINS_PER_USER } from "../../core/limits.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { holdRow } from "../db/hold-row.ts";
import { SwrError } from "../errors.ts";
import { recordLogin } from "../getting-started/service.ts";
import { hashSecret, newAccessKeyId, randomHex } from "../identity/secrets.ts";
import { inTransaction } from "../transaction.ts";

export interface CreatedLogin {
  /** `{project}@{access key}`. */
  username: string;
  accessKey: string;
  /** 64 hex digits, the form of the original's login keys. */
  password: string;
  expiresAt: Date;
}

/**
 * Earlier ones stay valid until their own end. Throws SwrError `loginQuotaUsedUp`. `seconds`: how long it is good, by default as the
 * edition says.
 */
export async function createLogin(
  context: Context,
  seconds = context.config.edition.temporaryLoginSeconds,
): Promise<CreatedLogin> {
  const { caller } = context;
  const accessKey = newAccessKeyId();
  const password = randomHex(32);
  const now = context.clock();
  const expiresAt = new Date(now.getTime() + seconds * 1000);
  await inTransaction(context, async (context) => {
    await requireRoom(context);
    await recordLogin(context, caller.account.id);
    await context.db
      .insertInto("login_keys")
      .values({
        access_key: accessKey,
        key_hash: hashSecret(context, password),
        user_id: caller.user.id,
        project_id: caller.project.id,
        created_at: now.toISOString(),
        expires_at: expiresAt.toISOString(),
      })
      .execute();
  });
  return { username: `${caller.project.name}@${accessKey}`, accessKey, password, expiresAt };
}

async function requireRoom({ caller, clock, db }: Context): Promise<void> {
  await holdRow(db, "users", caller.user.id);
  const { count } = await db
    .selectFrom("login_keys")
    .select(countRows().as("count"))
    .where("user_id", "=", caller.user.id)
    .where("expires_at", ">", clock().toISOString())
    .executeTakeFirstOrThrow();
  if (count >= TEMPORARY_LOGINS_PER_USER)
    throw new SwrError("loginQuotaUsedUp", `a user may have ${TEMPORARY_LOGINS_PER_USER} at once`);
}
