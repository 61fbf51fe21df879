/** The registry's catalog in the order of `organization/image`, which is not that of the two names: `a-b/x` is before `a/x`. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index organizations_catalog on organizations (account_id, name || '/')`.execute(db);
}
