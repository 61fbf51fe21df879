/** Storage and pulls day by day, and indexes for sums over an account's images. Columns are described in schema.ts. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable("account_days").ifExists().execute();
  await db.schema
    .createTable("account_days")
    .addColumn("account_id", "text", (column) => column.notNull().references("accounts.id"))
    .addColumn("date", "text", (column) => column.notNull())
    .addColumn("stored_change", "bigint", (column) => column.notNull())
    .addColumn("pulled_bytes", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("account_days_key", ["account_id", "date"])
    .execute();
  // Holds all that the overview adds up; the list of v3 walks an organization's images by it.
  await db.schema
    .createIndex("images_totals")
    .ifNotExists()
    .on("images")
    .columns(["organization_id", "id", "tag_count", "size"])
    .execute();
  // What was pushed before counts for the day its image was made: nobody kept the days in between.
  await sql`
    insert into account_days (account_id, date, stored_change, pulled_bytes)
    select organizations.account_id, substr(images.created_at, 1, 10), sum(images.size), 0
    from images join organizations on organizations.id = images.organization_id
    group by organizations.account_id, substr(images.created_at, 1, 10)
  `.execute(db);
}
