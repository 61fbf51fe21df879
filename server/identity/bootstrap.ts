/** The first start of a data folder makes one account with its project and administrator. */
import type { Deps } from "../deps.ts";
import { createAccount, type FirstAdministrator } from "./accounts.ts";

/** False, and nothing done, where there is an account already. */
export async function bootstrap(deps: Deps, administrator: FirstAdministrator): Promise<boolean> {
  const known = await deps.db.selectFrom("accounts").select("id").limit(1).executeTakeFirst();
  return !known && (await createAccount(deps, administrator)) !== undefined;
}
