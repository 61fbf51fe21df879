import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";

/**
 * Whether an account may use clusters or regions of the operator's own file, and so their credentials. `names` are the
 * accounts that may; `*` stands for all, an empty list for the first account alone.
 */
export async function mayUseOperators(
  { db }: { db: Kysely<Database> },
  names: readonly string[],
  accountId: string,
): Promise<boolean> {
  if (names.includes("*")) return true;
  const accounts = db.selectFrom("accounts").select(["id", "name"]);
  const account =
    names.length === 0
      ? await accounts.orderBy("created_at").limit(1).executeTakeFirst()
      : await accounts.where("id", "=", accountId).where("name", "in", names).executeTakeFirst();
  return account?.id === accountId;
}
