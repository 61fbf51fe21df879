/** Another account of the service, made as its operator does while it runs, and the end of what is shared with it. */
import { join } from "node:path";
import type { SignIn } from "../../core/session.ts";
import { openSqlite } from "../../server/node/sqlite.ts";
import { run } from "./run.ts";
import { ADMINISTRATOR, type Service } from "./service.ts";

/** Its administrator. */
export async function createPartner({ dataDir }: Service, account: string): Promise<SignIn> {
  const { user, password } = ADMINISTRATOR;
  const args = ["scripts/account.ts", "create", account, "--user", user];
  const { code, output } = await run(process.execPath, args, { SWR_DATA_DIR: dataDir }, `${password}\n`);
  if (code !== 0) throw new Error(output);
  return { account, user, password };
}

/** As if the days until the deadline had passed: of all shares with the account. */
export async function endShares({ dataDir }: Service, account: string): Promise<void> {
  const db = openSqlite(join(dataDir, "swr.db"));
  try {
    const { id } = await db
      .selectFrom("accounts")
      .select("id")
      .where("name", "=", account)
      .executeTakeFirstOrThrow();
    const over = { deadline: "2026-01-31T00:00:00Z", ends_at: "2026-02-01T00:00:00.000Z" };
    await db.updateTable("shares").set(over).where("account_id", "=", id).execute();
  } finally {
    await db.destroy();
  }
}
