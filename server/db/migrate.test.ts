import { sql } from "kysely";
import { afterEach, expect, test } from "vitest";
import { openSqlite } from "../node/sqlite.ts";
import { migrate } from "./migrate.ts";
import type { Database } from "./schema.ts";

const db = openSqlite(":memory:");
afterEach(() => db.destroy());

/** Every column of the type, or this does not compile. */
const COLUMNS: { [Table in keyof Database]: Record<keyof Database[Table], true> } = {
  accounts: {
    id: true,
    name: true,
    created_at: true,
    first_login_at: true,
    enabled: true,
    keeps_public_images: true,
  },
  users: {
    id: true,
    account_id: true,
    name: true,
    password_hash: true,
    is_administrator: true,
    enabled: true,
    access_mode: true,
    description: true,
    created_at: true,
  },
  projects: { id: true, account_id: true, name: true },
  sessions: {
    id_hash: true,
    user_id: true,
    project_id: true,
    created_at: true,
    last_used_at: true,
    expires_at: true,
  },
  tokens: { token_hash: true, user_id: true, project_id: true, created_at: true, expires_at: true },
  login_keys: {
    access_key: true,
    key_hash: true,
    user_id: true,
    project_id: true,
    created_at: true,
    expires_at: true,
  },
  access_keys: {
    access_key: true,
    sealed_secret: true,
    user_id: true,
    description: true,
    is_active: true,
    created_at: true,
    last_used_at: true,
  },
  organizations: {
    id: true,
    name: true,
    account_id: true,
    creator_id: true,
    creator_name: true,
    created_at: true,
    quota_bytes: true,
    stored_bytes: true,
  },
  organization_grants: { id: true, organization_id: true, user_id: true, level: true },
  images: {
    id: true,
    organization_id: true,
    account_id: true,
    name: true,
    category: true,
    description: true,
    is_public: true,
    creator_id: true,
    creator_name: true,
    size: true,
    tag_count: true,
    download_count: true,
    created_at: true,
    updated_at: true,
  },
  image_counts: { organization_id: true, is_public: true, category: true, images: true },
  account_image_counts: { account_id: true, is_public: true, category: true, images: true },
  image_grants: { id: true, image_id: true, user_id: true, level: true },
  shares: {
    id: true,
    rule_id: true,
    image_id: true,
    owner_id: true,
    account_id: true,
    deadline: true,
    ends_at: true,
    description: true,
    creator_id: true,
    creator_name: true,
    created_at: true,
    updated_at: true,
  },
  manifests: {
    image_id: true,
    digest: true,
    media_type: true,
    content: true,
    size: true,
    config_digest: true,
    subject_digest: true,
    created_at: true,
  },
  manifest_references: {
    image_id: true,
    manifest_digest: true,
    digest: true,
    size: true,
    is_manifest: true,
  },
  tags: { id: true, image_id: true, name: true, digest: true, created_at: true, updated_at: true },
  account_days: { account_id: true, date: true, stored_change: true, pulled_bytes: true },
  file_changes: { id: true, repository: true, tag: true, digest: true },
};

test("the migrations make the tables the schema names, and can run again", async () => {
  await migrate(db);
  await migrate(db);
  const rows = await sql<{ table: string; column: string }>`
    select tables.name as "table", columns.name as "column"
    from sqlite_master as tables, pragma_table_info(tables.name) as columns
    where tables.type = 'table' and tables.name not like 'sqlite_%' and tables.name not like 'kysely_%'
      and tables.name not like 'image_names%'
  `.execute(db);
  const made = rows.rows.map(({ table, column }) => `${table}.${column}`).sort();
  const named = Object.entries(COLUMNS).flatMap(([table, columns]) =>
    Object.keys(columns).map((column) => `${table}.${column}`),
  );
  expect(made).toEqual(named.sort());
});
