import type { GettingStarted } from "../../core/console-operations/getting-started.ts";
import type { Context } from "../context.ts";
import type { Deps } from "../deps.ts";
import { countOrganizations, sumUpImages, sumUpPulls } from "../statistics/service.ts";

export async function showGettingStarted(context: Context): Promise<GettingStarted> {
  const { tags } = await sumUpImages(context);
  const account = await context.db
    .selectFrom("accounts")
    .select("first_login_at")
    .where("id", "=", context.caller.account.id)
    .executeTakeFirstOrThrow();
  return {
    organization: (await countOrganizations(context)) > 0,
    login: account.first_login_at !== null,
    push: tags > 0,
    deploy: (await sumUpPulls(context)) > 0,
  };
}

/**
 * Notes that the account has had a login or an access key, as both may be gone later. To be called where either is
 * made.
 */
export async function recordLogin(
  { db, clock }: Pick<Deps, "db" | "clock">,
  accountId: string,
): Promise<void> {
  await db
    .updateTable("accounts")
    .set({ first_login_at: clock().toISOString() })
    .where("id", "=", accountId)
    .where("first_login_at", "is", null)
    .execute();
}
