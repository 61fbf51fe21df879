/** Accounts that can be disabled, quotas of organizations, grants in the order they were made, shares between accounts. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await accounts(db);
  await quotas(db);
  await grants(db, "organization_grants", "organization_id", "organizations");
  await grants(db, "image_grants", "image_id", "images");
  await shares(db);
}

async function accounts(db: Kysely<unknown>): Promise<void> {
  for (const [column, value] of [
    ["enabled", 1],
    ["keeps_public_images", 0],
  ] as const) {
    await db.schema
      .alterTable("accounts")
      .addColumn(column, "integer", (added) => added.notNull().defaultTo(value))
      .execute();
  }
}

async function quotas(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("organizations").addColumn("quota_bytes", "bigint").execute();
  await db.schema
    .alterTable("organizations")
    .addColumn("stored_bytes", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`
    update organizations set stored_bytes =
      (select coalesce(sum(size), 0) from images where images.organization_id = organizations.id)
  `.execute(db);
  const add = sql`update organizations set stored_bytes = stored_bytes + new.size where id = new.organization_id;`;
  const remove = sql`update organizations set stored_bytes = stored_bytes - old.size where id = old.organization_id;`;
  await sql`create trigger images_stored after insert on images when new.size <> 0 begin ${add} end`.execute(
    db,
  );
  await sql`create trigger images_freed after delete on images when old.size <> 0 begin ${remove} end`.execute(
    db,
  );
  await sql`
    create trigger images_resized after update of organization_id, size on images begin ${remove} ${add} end
  `.execute(db);
}

/** The id tells the order in which grants were made: clients expect them back in that of their request. */
async function grants(
  db: Kysely<unknown>,
  table: "organization_grants" | "image_grants",
  column: "organization_id" | "image_id",
  owner: "organizations" | "images",
): Promise<void> {
  await db.schema.dropIndex(`${table}_user`).execute();
  await db.schema.alterTable(table).renameTo("old_grants").execute();
  await db.schema
    .createTable(table)
    .addColumn("id", "integer", (added) => added.primaryKey().autoIncrement())
    .addColumn(column, "integer", (added) => added.notNull().references(`${owner}.id`).onDelete("cascade"))
    .addColumn("user_id", "text", (added) => added.notNull().references("users.id").onDelete("cascade"))
    .addColumn("level", "integer", (added) => added.notNull().check(sql`level in (1, 3, 7)`))
    .addUniqueConstraint(`${table}_once`, [column, "user_id"])
    .execute();
  await sql`
    insert into ${sql.table(table)} (${sql.ref(column)}, user_id, level)
    select ${sql.ref(column)}, user_id, level from old_grants order by rowid
  `.execute(db);
  await db.schema.dropTable("old_grants").execute();
  await db.schema.createIndex(`${table}_user`).on(table).columns(["user_id", column]).execute();
}

async function shares(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("shares")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("rule_id", "text", (column) => column.notNull())
    .addColumn("image_id", "integer", (column) =>
      column.notNull().references("images.id").onDelete("cascade"),
    )
    .addColumn("owner_id", "text", (column) => column.notNull().references("accounts.id"))
    .addColumn("account_id", "text", (column) => column.notNull().references("accounts.id"))
    .addColumn("deadline", "text", (column) => column.notNull())
    .addColumn("ends_at", "text", (column) => column.notNull())
    .addColumn("description", "text", (column) => column.notNull())
    .addColumn("creator_id", "text", (column) => column.notNull())
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addUniqueConstraint("shares_once", ["image_id", "account_id"])
    .execute();
  await db.schema.createIndex("shares_rule").on("shares").column("rule_id").execute();
  // The ledger, out and in, by when a share ends.
  await db.schema.createIndex("shares_out").on("shares").columns(["owner_id", "ends_at", "id"]).execute();
  await db.schema
    .createIndex("shares_in")
    .on("shares")
    .columns(["account_id", "ends_at", "image_id", "id"])
    .execute();
}
