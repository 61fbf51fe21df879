/** Permanent access keys. Everyone manages their own, an administrator everybody's of the account. */

import type { Selectable } from "kysely";
import type { IamAccessKey, UpdateAccessKey } from "../../core/iam-operations/access-keys.ts";
import type { Context } from "../context.ts";
import { holdRow } from "../db/hold-row.ts";
import type { Database } from "../db/schema.ts";
import { IamError } from "../errors.ts";
import { recordLogin } from "../getting-started/service.ts";
import { makeAccessKey } from "../identity/access-keys.ts";
import { inMicroseconds } from "../identity/times.ts";
import { inTransaction } from "../transaction.ts";
import { findManagedUser } from "./users.ts";

type AccessKeyRow = Selectable<Database["access_keys"]>;

export async function listAccessKeys(context: Context, userId: string | undefined): Promise<IamAccessKey[]> {
  const user = await findManagedUser(context, userId ?? context.caller.user.id);
  const rows = await context.db
    .selectFrom("access_keys")
    .selectAll()
    .where("user_id", "=", user.id)
    .orderBy("created_at")
    .execute();
  return rows.map(present);
}

/** The only call that tells the last use. Null: never used. */
export async function showAccessKey(
  context: Context,
  id: string,
): Promise<IamAccessKey & { last_use_time: string | null }> {
  const row = await findManagedKey(context, id);
  const last_use_time = row.last_used_at === null ? null : inMicroseconds(new Date(row.last_used_at));
  return { ...present(row), last_use_time };
}

/** The answer is the only one that ever holds the secret. */
export async function createAccessKey(
  context: Context,
  input: { user_id: string; description: string },
): Promise<IamAccessKey & { secret: string }> {
  const user = await findManagedUser(context, input.user_id);
  const key = await makeAccessKey(context);
  const limit = context.config.edition.accessKeysPerUser;
  const row = await inTransaction(context, async (context) => {
    await holdRow(context.db, "users", user.id);
    const owned = await context.db
      .selectFrom("access_keys")
      .select("access_key")
      .where("user_id", "=", user.id)
      .execute();
    // `akSkNumExceed` is IAM's own word, which clients look for.
    if (owned.length >= limit) throw new IamError(400, `akSkNumExceed: at most ${limit} access keys a user`);
    await recordLogin(context, user.account_id);
    return await context.db
      .insertInto("access_keys")
      .values({
        access_key: key.id,
        sealed_secret: key.sealed,
        user_id: user.id,
        description: input.description,
        is_active: 1,
        created_at: context.clock().toISOString(),
        last_used_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  return { ...present(row), secret: key.secret };
}

export async function updateAccessKey(
  context: Context,
  id: string,
  change: UpdateAccessKey,
): Promise<IamAccessKey> {
  await findManagedKey(context, id);
  const { status, description } = change;
  const row = await context.db
    .updateTable("access_keys")
    .set({
      ...(status === undefined ? {} : { is_active: status === "active" ? 1 : 0 }),
      ...(description === undefined ? {} : { description }),
    })
    .where("access_key", "=", id)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw notFound();
  return present(row);
}

export async function deleteAccessKey(context: Context, id: string): Promise<void> {
  await findManagedKey(context, id);
  await context.db.deleteFrom("access_keys").where("access_key", "=", id).execute();
}

async function findManagedKey(context: Context, id: string): Promise<AccessKeyRow> {
  const row = await context.db
    .selectFrom("access_keys")
    .innerJoin("users", "users.id", "access_keys.user_id")
    .selectAll("access_keys")
    .where("access_key", "=", id)
    .where("users.account_id", "=", context.caller.account.id)
    .executeTakeFirst();
  if (!row) throw notFound();
  await findManagedUser(context, row.user_id);
  return row;
}

function notFound(): IamError {
  return new IamError(404, "the access key does not exist");
}

function present(row: AccessKeyRow): IamAccessKey {
  return {
    user_id: row.user_id,
    access: row.access_key,
    status: row.is_active === 1 ? "active" : "inactive",
    create_time: inMicroseconds(new Date(row.created_at)),
    description: row.description,
  };
}
