/** The users of an account. Everyone may see themselves; the rest is an administrator's. */

import type { Kysely, Selectable } from "kysely";
import type {
  ChangePassword,
  CreateUser,
  IamUserFilter,
  UpdateUser,
} from "../../core/iam-operations/users.ts";
import { mayManageUsers, maySeeTo } from "../access/policy.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { holdRow } from "../db/hold-row.ts";
import type { Database } from "../db/schema.ts";
import { IamError } from "../errors.ts";
import { newId } from "../identity/secrets.ts";
import { endSignIns } from "../identity/sign-ins.ts";
import { inTransaction } from "../transaction.ts";

export type UserRow = Selectable<Database["users"]>;

/** All of them: their number is limited (core/editions.ts), and IAM's list has no pages. */
export async function listUsers(context: Context, filter: IamUserFilter): Promise<UserRow[]> {
  requireAdministrator(context);
  requireOwnAccount(context, filter.domain_id);
  let query = context.db
    .selectFrom("users")
    .selectAll()
    .where("account_id", "=", context.caller.account.id)
    .orderBy("name");
  if (filter.name !== undefined) query = query.where("name", "=", filter.name);
  if (filter.enabled !== undefined) query = query.where("enabled", "=", filter.enabled ? 1 : 0);
  return await query.execute();
}

/**
 * The user a call is about: the caller, or for an administrator any user of the account. Other accounts' users do not
 * exist here.
 */
export async function findManagedUser({ db, caller }: Context, id: string): Promise<UserRow> {
  if (!maySeeTo(caller, id)) throw forbidden();
  const user = await db
    .selectFrom("users")
    .selectAll()
    .where("id", "=", id)
    .where("account_id", "=", caller.account.id)
    .executeTakeFirst();
  if (!user) throw absent();
  return user;
}

export async function createUser(context: Context, input: CreateUser): Promise<UserRow> {
  requireAdministrator(context);
  requireOwnAccount(context, input.domain_id);
  requireOtherThanName(input.password, input.name);
  const account_id = context.caller.account.id;
  const password_hash = await context.passwords.hash(input.password);
  return await inTransaction(context, async ({ db }) => {
    await holdRow(db, "accounts", account_id);
    const { count } = await db
      .selectFrom("users")
      .select(countRows().as("count"))
      .where("account_id", "=", account_id)
      .executeTakeFirstOrThrow();
    if (count >= context.config.edition.usersPerAccount)
      throw new IamError(403, "the user quota is used up", "userQuotaUsedUp");
    const row = await db
      .insertInto("users")
      .values({
        id: newId(),
        account_id,
        name: input.name,
        password_hash,
        is_administrator: input.is_administrator ? 1 : 0,
        enabled: input.enabled ? 1 : 0,
        access_mode: input.access_mode,
        description: input.description,
        created_at: context.clock().toISOString(),
      })
      .onConflict((conflict) => conflict.columns(["account_id", "name"]).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) throw nameInUse();
    return row;
  });
}

/** A new password and disabling end the user's sign-ins. */
export async function updateUser(context: Context, id: string, change: UpdateUser): Promise<UserRow> {
  requireAdministrator(context);
  const user = await findManagedUser(context, id);
  if (id === context.caller.user.id) requireOwnAccessStays(change);
  const { password, enabled, is_administrator, ...columns } = change;
  if (password !== undefined) requireOtherThanName(password, change.name ?? user.name);
  const password_hash = password === undefined ? undefined : await context.passwords.hash(password);
  return await inTransaction(context, async ({ db }) => {
    await holdRow(db, "accounts", user.account_id);
    const namesake = await db
      .selectFrom("users")
      .select("id")
      .where("account_id", "=", user.account_id)
      .where("name", "=", change.name ?? user.name)
      .where("id", "!=", id)
      .executeTakeFirst();
    if (namesake) throw nameInUse();
    if (password_hash !== undefined) await endSignIns(db, id, "password");
    else if (enabled === false) await endSignIns(db, id, "disabling");
    const row = await db
      .updateTable("users")
      .set({
        name: user.name,
        ...columns,
        ...(enabled === undefined ? {} : { enabled: enabled ? 1 : 0 }),
        ...(is_administrator === undefined ? {} : { is_administrator: is_administrator ? 1 : 0 }),
        ...(password_hash === undefined ? {} : { password_hash }),
      })
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw absent();
    await requireAnAdministrator(db, user.account_id);
    return row;
  });
}

/**
 * An administrator who can sign in has to be left. Nobody can demote themselves, but two administrators may demote each
 * other at the same moment, so the account's row is locked meanwhile.
 */
async function requireAnAdministrator(db: Kysely<Database>, accountId: string): Promise<void> {
  const left = await db
    .selectFrom("users")
    .select("id")
    .where("account_id", "=", accountId)
    .where("is_administrator", "=", 1)
    .where("enabled", "=", 1)
    .where("access_mode", "!=", "programmatic")
    .limit(1)
    .executeTakeFirst();
  if (!left) throw new IamError(403, "the account's last administrator stays", "lastAdministratorStays");
}

/**
 * Changes the caller's own password. `isPassword` checks the old one and counts guesses as the sign-in does. All
 * sign-ins end.
 */
export async function changePassword(
  context: Context,
  id: string,
  change: ChangePassword,
  isPassword: (password: string) => Promise<boolean>,
): Promise<void> {
  if (id !== context.caller.user.id) throw forbidden();
  requireOtherThanName(change.password, context.caller.user.name);
  if (!(await isPassword(change.original_password))) {
    throw new IamError(400, "user.original_password: does not match");
  }
  const password_hash = await context.passwords.hash(change.password);
  await inTransaction(context, async ({ db }) => {
    await endSignIns(db, id, "password");
    await db.updateTable("users").set({ password_hash }).where("id", "=", id).execute();
  });
}

/** Sessions, tokens, logins, access keys and grants go with the user (foreign keys); what they made stays. */
export async function deleteUser(context: Context, id: string): Promise<void> {
  requireAdministrator(context);
  const user = await findManagedUser(context, id);
  if (id === context.caller.user.id)
    throw new IamError(403, "administrators cannot delete themselves", "selfDeletion");
  await inTransaction(context, async ({ db }) => {
    await holdRow(db, "accounts", user.account_id);
    await db.deleteFrom("users").where("id", "=", id).execute();
    await requireAnAdministrator(db, user.account_id);
  });
}

function requireAdministrator({ caller }: Context): void {
  if (!mayManageUsers(caller)) throw forbidden();
}

function requireOwnAccount({ caller }: Context, domainId: string | undefined): void {
  if (domainId !== undefined && domainId !== caller.account.id) throw forbidden();
}

function requireOwnAccessStays({ enabled, is_administrator, access_mode, password }: UpdateUser): void {
  if (enabled === false || is_administrator === false || (access_mode ?? "default") !== "default") {
    throw new IamError(403, "administrators cannot shut themselves out", "ownAccessStays");
  }
  if (password !== undefined) {
    throw new IamError(403, "one's own password takes the old one: POST /v3/users/{user_id}/password");
  }
}

function requireOtherThanName(password: string, name: string): void {
  if (password.toLowerCase() === name.toLowerCase()) {
    throw new IamError(400, "user.password: must not be the name");
  }
}

function forbidden(): IamError {
  return new IamError(403, "only an administrator of the account may do this");
}

function nameInUse(): IamError {
  return new IamError(409, "the user name is already in use");
}

function absent(): IamError {
  return new IamError(404, "the user does not exist");
}
