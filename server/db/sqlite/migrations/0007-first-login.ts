/** Whether an account ever had a login for its clients: the steps of getting started ask for it. */
import { type Kysely, sql } from "kysely";
import { addMissingColumn } from "../add-missing-column.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await addMissingColumn(db, "accounts", "first_login_at", "text");
  // Of the time before, what is still there tells.
  await sql`
    update accounts set first_login_at = (
      select min(created_at) from (
        select login_keys.created_at, users.account_id from login_keys join users on users.id = login_keys.user_id
        union all
        select access_keys.created_at, users.account_id from access_keys join users on users.id = access_keys.user_id
      ) as made where made.account_id = accounts.id
    )
  `.execute(db);
}
