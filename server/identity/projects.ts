/** An account has one project in a region; it is named after the region. */
import type { Deps } from "../deps.ts";

export async function projectOfAccount(
  { db, config }: Deps,
  accountId: string,
): Promise<{ id: string; name: string }> {
  return await db
    .selectFrom("projects")
    .select(["id", "name"])
    .where("account_id", "=", accountId)
    .where("name", "=", config.region)
    .executeTakeFirstOrThrow();
}
