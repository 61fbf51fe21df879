/** What the log of retention has of long ago is found without going through all of it. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index retention_log_created_at on retention_log (created_at)`.execute(db);
}
