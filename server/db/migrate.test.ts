import { type Kysely, type KyselyPlugin, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentOf, makeOldRelease } from "../../tests/support/old-release.ts";
import { openSqlite } from "../node/sqlite.ts";
import { type MigrationName, type MigrationStep, migrate, migrations, needsMigration } from "./migrate.ts";
import type { Database } from "./schema.ts";

let db: Kysely<Database>;
beforeEach(() => {
  db = openSqlite(":memory:");
});
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
    has_agency: true,
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
    last_sign_in_at: true,
  },
  projects: { id: true, account_id: true, name: true },
  sessions: {
    id_hash: true,
    user_id: true,
    project_id: true,
    created_at: true,
    last_used_at: true,
    expires_at: true,
    ended_by: true,
  },
  tokens: { token_hash: true, user_id: true, project_id: true, created_at: true, expires_at: true },
  login_keys: {
    access_key: true,
    key_hash: true,
    user_id: true,
    project_id: true,
    created_at: true,
    expires_at: true,
    last_used_at: true,
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
    artifact_type: true,
    annotations: true,
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
  clusters: {
    id: true,
    account_id: true,
    name: true,
    server: true,
    sealed: true,
    creator_name: true,
    created_at: true,
  },
  triggers: {
    id: true,
    image_id: true,
    account_id: true,
    name: true,
    enabled: true,
    type: true,
    condition: true,
    mode: true,
    cluster_id: true,
    cluster_name: true,
    cluster_ns: true,
    app_type: true,
    application: true,
    container: true,
    creator_name: true,
    created_at: true,
    last_firing_id: true,
  },
  trigger_firings: {
    id: true,
    trigger_id: true,
    cause: true,
    tag: true,
    digest: true,
    previous_digest: true,
    state: true,
    reason: true,
    detail: true,
    targets: true,
    changes: true,
    generation: true,
    creator_name: true,
    created_at: true,
    set_at: true,
    progressed_at: true,
    ended_at: true,
  },
  regions: {
    account_id: true,
    id: true,
    name: true,
    registry: true,
    api: true,
    project: true,
    sealed: true,
    creator_name: true,
    created_at: true,
  },
  sync_rules: {
    id: true,
    image_id: true,
    account_id: true,
    region_id: true,
    remote_organization: true,
    is_auto: true,
    override: true,
    creator_id: true,
    creator_name: true,
    created_at: true,
  },
  sync_records: {
    id: true,
    image_id: true,
    organization_id: true,
    account_id: true,
    region_id: true,
    remote_organization: true,
    tag: true,
    digest: true,
    kind: true,
    override: true,
    came_by: true,
    state: true,
    cause: true,
    detail: true,
    attempt: true,
    total_bytes: true,
    sent_bytes: true,
    skipped_bytes: true,
    speed: true,
    tries: true,
    due_at: true,
    uploads: true,
    creator_id: true,
    creator_name: true,
    created_at: true,
    updated_at: true,
    started_at: true,
    ended_at: true,
  },
  webhooks: {
    id: true,
    account_id: true,
    organization_id: true,
    image_id: true,
    name: true,
    url: true,
    on_push: true,
    on_delete: true,
    type: true,
    condition: true,
    enabled: true,
    off_reason: true,
    sealed_secret: true,
    sealed_old_secret: true,
    old_secret_until: true,
    failing_since: true,
    rests_until: true,
    is_blocked: true,
    missed: true,
    last_success_at: true,
    creator_name: true,
    created_at: true,
  },
  webhook_deliveries: {
    id: true,
    webhook_id: true,
    message_id: true,
    cause: true,
    event: true,
    image: true,
    tag: true,
    body: true,
    state: true,
    reason: true,
    detail: true,
    status: true,
    attempts: true,
    tries: true,
    next_at: true,
    url: true,
    request_headers: true,
    answer_headers: true,
    answer_body: true,
    answer_is_cut: true,
    creator_name: true,
    created_at: true,
    ended_at: true,
  },
  retentions: {
    id: true,
    image_id: true,
    template: true,
    amount: true,
    selectors: true,
    created_at: true,
    updated_at: true,
    last_run_at: true,
    failed_tags: true,
    deleted_at: true,
    deleted_tags: true,
    freed_bytes: true,
  },
  retention_log: {
    id: true,
    image_id: true,
    retention_id: true,
    rule: true,
    tag: true,
    digest: true,
    failure: true,
    created_at: true,
  },
  jobs: {
    id: true,
    kind: true,
    key: true,
    payload: true,
    run_at: true,
    asked: true,
    attempts: true,
    lease_id: true,
  },
  unheld_manifests: { image_id: true, digest: true, since: true },
  hold_steps: { image_id: true, turn: true, digest: true, after: true },
  blobs: { digest: true, size: true, key: true, needed_at: true },
  repository_blobs: { organization_id: true, image_name: true, digest: true, needed_at: true },
  blob_reviews: { digest: true, review_after: true },
  dead_objects: { key: true, digest: true },
  uploads: {
    id: true,
    organization_id: true,
    image_name: true,
    user_id: true,
    state: true,
    offset: true,
    digest: true,
    started_at: true,
    writer: true,
  },
  ended_uploads: { id: true, state: true },
  folder_reading: { id: true, read_up_to: true },
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

const NAMES = Object.keys(migrations) as MigrationName[];

test("each migration is announced before it runs, and none runs twice", async () => {
  const told: string[] = [];
  const options = {
    to: "0010-cheaper-lists",
    before({ step, number, of }: MigrationStep) {
      told.push(`${step} ${number}/${of}`);
      return number < 3;
    },
  } as const;
  await makeOldRelease(db, "0004-statistics", 10);
  await migrate(db, options);
  await migrate(db, options);
  expect(await needsMigration(db)).toBe(true);
  await migrate(db);
  await migrate(db, options);
  expect(await needsMigration(db)).toBe(false);
  expect(told).toEqual([
    "0005-tags-of-manifest 1/6",
    "0006-search 2/6",
    "0007-first-login 3/6",
    "0007-first-login 1/4",
    "0008-image-lists 2/4",
    "0009-visible-images 3/4",
  ]);
});

test("a migration that fails leaves nothing behind", async () => {
  await makeOldRelease(db, "0007-first-login", 10);
  // What the middle of 0008 is about to make an index.
  await sql`create table images_in_organization (id integer)`.execute(db);
  const before = await schemaOf();
  await expect(migrate(db)).rejects.toThrow("images_in_organization");
  expect(await schemaOf()).toEqual(before);
});

test("tables of a newer release are left alone", async () => {
  await migrate(db);
  await sql`insert into kysely_migration values ('9999-later', '2099-01-01T00:00:00.000Z')`.execute(db);
  await expect(migrate(db)).rejects.toThrow("9999-later");
});

// Without the new transactions: releases before ran the steps like that, and what they left must be brought on.
test.each<[MigrationName | undefined, MigrationName]>([
  [undefined, "0003-access-keys"],
  ["0003-access-keys", "0010-cheaper-lists"],
])("cut after any statement from %s to %s it is completed", async (from, to) => {
  const uncut = await completed(from, to, Number.POSITIVE_INFINITY);
  for (let statements = 0; ; statements++) {
    const { content, wasCut } = await completed(from, to, statements);
    expect(content, `after ${statements} statements`).toEqual(uncut.content);
    if (!wasCut) break;
  }
});

async function completed(from: MigrationName | undefined, to: MigrationName, statements: number) {
  const db = openSqlite(":memory:");
  if (from) await makeOldRelease(db, from, 100);
  let left = statements;
  const cut: KyselyPlugin = {
    transformQuery({ node }) {
      if (left-- <= 0) throw new Error("cut");
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const provider = {
    getMigrations: async () =>
      Object.fromEntries(
        NAMES.map((name) => [
          name,
          { up: (bare: Kysely<unknown>) => migrations[name].up(bare.withPlugin(cut)) },
        ]),
      ),
  };
  const { error } = await new Migrator({ db, provider, disableTransactions: true }).migrateTo(to);
  if (error) expect(error).toEqual(new Error("cut"));
  await migrate(db);
  const content = await contentOf(db);
  await db.destroy();
  return { content, wasCut: error !== undefined };
}

async function schemaOf(): Promise<unknown[]> {
  const { rows } = await sql`select name, sql from sqlite_master order by name`.execute(db);
  return rows;
}
