/** Accounts, as the operator creates and changes them (`npm run account`), also in a process beside the service. */
import type { ServiceConfig } from "../config.ts";
import { countRows } from "../db/aggregates.ts";
import type { Deps } from "../deps.ts";
import { inTransaction } from "../transaction.ts";
import { newId } from "./secrets.ts";
import { endSignInsOfAccount } from "./sign-ins.ts";

export interface FirstAdministrator {
  account: string;
  user: string;
  password: string;
}

type Needs = Pick<Deps, "db" | "clock" | "passwords"> & { config: Pick<ServiceConfig, "region"> };

/** With its project and administrator. Undefined, and nothing done, where the name is taken. */
export async function createAccount(
  deps: Needs,
  administrator: FirstAdministrator,
): Promise<{ accountId: string; userId: string } | undefined> {
  const accountId = newId();
  const userId = newId();
  const created_at = deps.clock().toISOString();
  const password_hash = await deps.passwords.hash(administrator.password);
  return await inTransaction(deps, async ({ db }) => {
    const made = await db
      .insertInto("accounts")
      .values({ id: accountId, name: administrator.account, created_at })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) return undefined;
    await db
      .insertInto("projects")
      .values({ id: newId(), account_id: accountId, name: deps.config.region })
      .execute();
    await db
      .insertInto("users")
      .values({
        id: userId,
        account_id: accountId,
        name: administrator.user,
        password_hash,
        is_administrator: 1,
        created_at,
      })
      .execute();
    return { accountId, userId };
  });
}

export interface AccountSummary {
  name: string;
  enabled: 0 | 1;
  keeps_public_images: 0 | 1;
  created_at: string;
  users: number;
  organizations: number;
}

/** By name. */
export async function listAccounts({ db }: Pick<Deps, "db">): Promise<AccountSummary[]> {
  return await db
    .selectFrom("accounts")
    .select((eb) => [
      "name",
      "enabled",
      "keeps_public_images",
      "created_at",
      eb
        .selectFrom("users")
        .select(countRows().as("count"))
        .whereRef("users.account_id", "=", "accounts.id")
        .$asScalar()
        .as("users"),
      eb
        .selectFrom("organizations")
        .select(countRows().as("count"))
        .whereRef("organizations.account_id", "=", "accounts.id")
        .$asScalar()
        .as("organizations"),
    ])
    .orderBy("name")
    .execute();
}

/**
 * False where there is no such account. Its users' sign-ins end for good; access keys work again once the account is
 * enabled.
 */
export async function disableAccount(
  deps: Pick<Deps, "db">,
  name: string,
  { keepsPublicImages }: { keepsPublicImages: boolean },
): Promise<boolean> {
  return await inTransaction(deps, async ({ db }) => {
    const account = await db
      .updateTable("accounts")
      .set({ enabled: 0, keeps_public_images: keepsPublicImages ? 1 : 0 })
      .where("name", "=", name)
      .returning("id")
      .executeTakeFirst();
    if (!account) return false;
    await endSignInsOfAccount(db, account.id);
    return true;
  });
}

/** False where there is no such account. */
export async function enableAccount({ db }: Pick<Deps, "db">, name: string): Promise<boolean> {
  const account = await db
    .updateTable("accounts")
    .set({ enabled: 1, keeps_public_images: 0 })
    .where("name", "=", name)
    .returning("id")
    .executeTakeFirst();
  return account !== undefined;
}

/** From then on users sign in with the new name; those who are signed in stay so. */
export async function renameAccount(
  deps: Pick<Deps, "db">,
  name: string,
  newName: string,
): Promise<"renamed" | "unknown" | "taken"> {
  return await inTransaction(deps, async ({ db }) => {
    const found = await db
      .selectFrom("accounts")
      .select(["id", "name"])
      .where("name", "in", [name, newName])
      .execute();
    const account = found.find((row) => row.name === name);
    if (!account) return "unknown";
    if (found.some((row) => row.id !== account.id)) return "taken";
    await db.updateTable("accounts").set({ name: newName }).where("id", "=", account.id).execute();
    return "renamed";
  });
}
