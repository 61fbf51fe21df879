/** The first start of a data folder makes one account with its project and administrator. */
import type { Deps } from "../deps.ts";
import { inTransaction } from "../transaction.ts";
import { newId } from "./secrets.ts";

export interface FirstAdministrator {
  account: string;
  user: string;
  password: string;
}

/** False, and nothing done, where there is an account already. */
export async function bootstrap(deps: Deps, administrator: FirstAdministrator): Promise<boolean> {
  const known = await deps.db.selectFrom("accounts").select("id").limit(1).executeTakeFirst();
  if (known) return false;
  await createAccount(deps, administrator);
  return true;
}

export async function createAccount(
  deps: Deps,
  administrator: FirstAdministrator,
): Promise<{ accountId: string; userId: string }> {
  const accountId = newId();
  const userId = newId();
  const created_at = deps.clock().toISOString();
  const password_hash = await deps.passwords.hash(administrator.password);
  await inTransaction(deps, async ({ db }) => {
    await db
      .insertInto("accounts")
      .values({ id: accountId, name: administrator.account, created_at })
      .execute();
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
  });
  return { accountId, userId };
}
