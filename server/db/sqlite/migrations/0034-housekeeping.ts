/** What housekeeping looks for is found without going through all rows. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index webhook_deliveries_ended_at on webhook_deliveries (ended_at)`.execute(db);
  await sql`create index sync_records_ended_at on sync_records (ended_at)`.execute(db);
  await sql`create index sessions_last_used_at on sessions (last_used_at)`.execute(db);
  await sql`create index uploads_state on uploads (state)`.execute(db);
}
