/** The first tables. Comments on the columns are in schema.ts. */
import { type Kysely, sql } from "kysely";

/** Every list sorts by one of these, with the id behind it so that pages neither repeat nor skip rows. */
const IMAGE_SORTS = ["updated_at", "name", "tag_count", "is_public"];

export async function up(db: Kysely<unknown>): Promise<void> {
  await identity(db);
  await organizations(db);
  await images(db);
  await manifestsAndTags(db);
  await db.schema
    .createTable("file_changes")
    .ifNotExists()
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("repository", "text", (column) => column.notNull())
    .addColumn("tag", "text")
    .addColumn("digest", "text")
    .execute();
}

async function identity(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("accounts")
    .ifNotExists()
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("users")
    .ifNotExists()
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("account_id", "text", (column) => column.notNull().references("accounts.id"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("password_hash", "text", (column) => column.notNull())
    .addColumn("is_administrator", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addUniqueConstraint("users_name", ["account_id", "name"])
    .execute();
  await db.schema
    .createTable("projects")
    .ifNotExists()
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("account_id", "text", (column) => column.notNull().references("accounts.id"))
    .addColumn("name", "text", (column) => column.notNull())
    .addUniqueConstraint("projects_name", ["account_id", "name"])
    .execute();
  await db.schema
    .createTable("sessions")
    .ifNotExists()
    .addColumn("id_hash", "text", (column) => column.primaryKey())
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("project_id", "text", (column) => column.notNull().references("projects.id"))
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("last_used_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("tokens")
    .ifNotExists()
    .addColumn("token_hash", "text", (column) => column.primaryKey())
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("project_id", "text", (column) => column.notNull().references("projects.id"))
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("login_keys")
    .ifNotExists()
    .addColumn("access_key", "text", (column) => column.primaryKey())
    .addColumn("key_hash", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("project_id", "text", (column) => column.notNull().references("projects.id"))
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .execute();
  for (const table of ["sessions", "tokens", "login_keys"]) {
    await db.schema.createIndex(`${table}_expires_at`).ifNotExists().on(table).column("expires_at").execute();
    await db.schema.createIndex(`${table}_user`).ifNotExists().on(table).column("user_id").execute();
  }
}

async function organizations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("organizations")
    .ifNotExists()
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .addColumn("account_id", "text", (column) => column.notNull().references("accounts.id"))
    .addColumn("creator_id", "text", (column) => column.notNull())
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("organizations_account")
    .ifNotExists()
    .on("organizations")
    .columns(["account_id", "name"])
    .execute();
  await db.schema
    .createTable("organization_grants")
    .ifNotExists()
    .addColumn("organization_id", "integer", (column) =>
      column.notNull().references("organizations.id").onDelete("cascade"),
    )
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("level", "integer", (column) => column.notNull().check(sql`level in (1, 3, 7)`))
    .addPrimaryKeyConstraint("organization_grants_key", ["organization_id", "user_id"])
    .execute();
  await db.schema
    .createIndex("organization_grants_user")
    .ifNotExists()
    .on("organization_grants")
    .column("user_id")
    .execute();
}

async function images(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("images")
    .ifNotExists()
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("organization_id", "integer", (column) => column.notNull().references("organizations.id"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("category", "text", (column) => column.notNull())
    .addColumn("description", "text", (column) => column.notNull())
    .addColumn("is_public", "integer", (column) => column.notNull())
    .addColumn("creator_id", "text", (column) => column.notNull())
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("size", "bigint", (column) => column.notNull())
    .addColumn("tag_count", "integer", (column) => column.notNull())
    .addColumn("download_count", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addUniqueConstraint("images_name_in_organization", ["organization_id", "name"])
    .execute();
  for (const sort of IMAGE_SORTS) {
    await db.schema.createIndex(`images_${sort}`).ifNotExists().on("images").columns([sort, "id"]).execute();
  }
  await db.schema
    .createIndex("images_updated_at_in_organization")
    .ifNotExists()
    .on("images")
    .columns(["organization_id", "updated_at", "id"])
    .execute();
  await db.schema
    .createTable("image_grants")
    .ifNotExists()
    .addColumn("image_id", "integer", (column) =>
      column.notNull().references("images.id").onDelete("cascade"),
    )
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("level", "integer", (column) => column.notNull().check(sql`level in (1, 3, 7)`))
    .addPrimaryKeyConstraint("image_grants_key", ["image_id", "user_id"])
    .execute();
  await db.schema
    .createIndex("image_grants_user")
    .ifNotExists()
    .on("image_grants")
    .column("user_id")
    .execute();
}

async function manifestsAndTags(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("manifests")
    .ifNotExists()
    .addColumn("image_id", "integer", (column) =>
      column.notNull().references("images.id").onDelete("cascade"),
    )
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("media_type", "text", (column) => column.notNull())
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("size", "bigint", (column) => column.notNull())
    .addColumn("config_digest", "text")
    .addColumn("subject_digest", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("manifests_key", ["image_id", "digest"])
    .execute();
  await db.schema
    .createIndex("manifests_subject")
    .ifNotExists()
    .on("manifests")
    .columns(["image_id", "subject_digest", "digest"])
    .execute();
  await db.schema
    .createTable("manifest_references")
    .ifNotExists()
    .addColumn("image_id", "integer", (column) => column.notNull())
    .addColumn("manifest_digest", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("size", "bigint", (column) => column.notNull())
    .addColumn("is_manifest", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("manifest_references_key", ["image_id", "manifest_digest", "digest"])
    .addForeignKeyConstraint(
      "manifest_references_manifest",
      ["image_id", "manifest_digest"],
      "manifests",
      ["image_id", "digest"],
      (constraint) => constraint.onDelete("cascade"),
    )
    .execute();
  await db.schema
    .createIndex("manifest_references_digest")
    .ifNotExists()
    .on("manifest_references")
    .columns(["image_id", "digest"])
    .execute();
  await db.schema
    .createTable("tags")
    .ifNotExists()
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("image_id", "integer", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addUniqueConstraint("tags_name", ["image_id", "name"])
    .addForeignKeyConstraint(
      "tags_manifest",
      ["image_id", "digest"],
      "manifests",
      ["image_id", "digest"],
      (constraint) => constraint.onDelete("cascade"),
    )
    .execute();
  await db.schema
    .createIndex("tags_updated_at")
    .ifNotExists()
    .on("tags")
    .columns(["image_id", "updated_at", "id"])
    .execute();
  await db.schema
    .createIndex("tags_digest")
    .ifNotExists()
    .on("tags")
    .columns(["image_id", "digest"])
    .execute();
}
