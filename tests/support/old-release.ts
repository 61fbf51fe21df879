/** The tables of a release of before: up to 0007 `images` knows no account, and nothing counts or indexes names. */
import { type Kysely, sql } from "kysely";
import { type MigrationName, migrate } from "../../server/db/migrate.ts";
import type { Database } from "../../server/db/schema.ts";

const ORGANIZATIONS = 40;
const TIME = "2026-01-01T00:00:00.000Z";

/** Brings empty tables to `release` and fills them: two accounts, and `images` images with a tag each. */
export async function makeOldRelease(
  db: Kysely<Database>,
  release: MigrationName,
  images: number,
): Promise<void> {
  await migrate(db, { to: release });
  const numbers = (count: number) => sql`(
    with recursive numbers(at) as (select 1 union all select at + 1 from numbers where at < ${sql.lit(count)})
    select at from numbers where at <= ${sql.lit(count)}
  )`;
  const time = sql.lit(TIME);
  const digest = sql`printf('sha256:%064x', at)`;
  await db.transaction().execute(async (tx) => {
    await sql`insert into accounts (id, name, created_at) values ('a', 'local', ${time}), ('b', 'other', ${time})`.execute(
      tx,
    );
    await sql`
      insert into users (id, account_id, name, password_hash, is_administrator, created_at)
      values ('u', 'a', 'admin', '', 1, ${time}), ('v', 'b', 'admin', '', 1, ${time})
    `.execute(tx);
    await sql`insert into projects (id, account_id, name) values ('p', 'a', 'local-1')`.execute(tx);
    await sql`
      insert into login_keys (access_key, key_hash, user_id, project_id, created_at, expires_at)
      values ('k', '', 'u', 'p', ${time}, '2099-01-01T00:00:00.000Z')
    `.execute(tx);
    await sql`
      insert into organizations (id, name, account_id, creator_id, creator_name, created_at)
      select at, printf('team-%d', at), iif(at % 10 = 0, 'b', 'a'), 'u', 'admin', ${time}
      from ${numbers(ORGANIZATIONS)}
    `.execute(tx);
    await sql`
      insert into images (id, organization_id, name, category, description, is_public, creator_id, creator_name,
        size, tag_count, download_count, created_at, updated_at)
      select at, 1 + at % ${sql.lit(ORGANIZATIONS)}, printf('service-%d', at), iif(at % 3 = 0, 'linux', 'other'), '',
        at % 7 = 0, 'u', 'admin', at, 1, 0, ${time}, ${time}
      from ${numbers(images)}
    `.execute(tx);
    await sql`
      insert into manifests (image_id, digest, media_type, content, size, config_digest, created_at)
      select at, ${digest}, 'application/vnd.oci.image.manifest.v1+json', '{}', at, ${digest}, ${time}
      from ${numbers(images)}
    `.execute(tx);
    await sql`
      insert into manifest_references (image_id, manifest_digest, digest, size, is_manifest)
      select at, ${digest}, ${digest}, at, 0 from ${numbers(images)}
    `.execute(tx);
    await sql`
      insert into tags (image_id, name, digest, created_at, updated_at)
      select at, 'v1', ${digest}, ${time}, ${time} from ${numbers(images)}
    `.execute(tx);
  });
}

/** What the tables are and hold, but for times of migrations and what the service plans and does: equal for equal databases. */
export async function contentOf(db: Kysely<Database>) {
  const schema = await sql<{ type: string; name: string; sql: string | null }>`
    select type, name, sql from sqlite_master where name not like 'sqlite_%' order by type, name
  `.execute(db);
  // FTS5 keeps its index in tables of its own, laid out as it pleases: it is asked what it finds instead.
  const tables = schema.rows.filter(
    ({ type, name }) =>
      type === "table" && !/^(kysely|image_names|jobs$|folder_reading$|blob_reviews$)/.test(name),
  );
  const rows = new Map<string, unknown[]>();
  for (const { name } of tables) {
    rows.set(name, (await sql`select * from ${sql.table(name)} order by 1, 2`.execute(db)).rows);
  }
  const done = await sql`select name from kysely_migration order by name`.execute(db);
  const found =
    await sql`select rowid from image_names where image_names match '"-7 "' order by rowid`.execute(db);
  return {
    schema: schema.rows.map((row) => ({ ...row, sql: row.sql?.replace(/\s+/g, " ") })),
    rows: Object.fromEntries(rows),
    done: done.rows,
    found: found.rows,
  };
}
