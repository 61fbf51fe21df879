/** The queue of what the service does by itself (server/jobs/). */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("jobs")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("payload", "text", (column) => column.notNull())
    .addColumn("run_at", "text", (column) => column.notNull())
    .addColumn("asked", "integer", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("lease_id", "text")
    .addUniqueConstraint("jobs_once", ["kind", "key"])
    .execute();
  // A taken job's time is the end of its lease: one range of one index holds whatever is due.
  await db.schema.createIndex("jobs_due").on("jobs").columns(["kind", "run_at", "id"]).execute();
}
