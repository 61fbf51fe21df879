/** What lists say of manifests without reading them; and sizes of before they were bounded, which no reader took. */
import { type Kysely, sql } from "kysely";

/** Bytes; the largest a layer may have. */
const LAYER_MAX = sql.lit(10 * 1024 ** 3);
const READABLE = sql.lit(Number.MAX_SAFE_INTEGER);

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("manifests").addColumn("artifact_type", "text").execute();
  await db.schema.alterTable("manifests").addColumn("annotations", "text").execute();
  // What is nested too deep for SQLite, as was taken before, is left without.
  await sql`
    update manifests set
      artifact_type = case
        when json_type(content, '$.artifactType') = 'text' and content ->> '$.artifactType' <> ''
          then content ->> '$.artifactType'
        when json_type(content, '$.config.mediaType') = 'text' then content ->> '$.config.mediaType'
      end,
      annotations = case
        when subject_digest is not null and json_type(content, '$.annotations') = 'object'
          and not exists (select 1 from json_each(content, '$.annotations') where type <> 'text')
          then json_extract(content, '$.annotations')
      end
    where json_valid(content)
  `.execute(db);
  await sizes(db);
  // Of all rows: with each new image SQLite looks for some that name it, and the index of a part does not serve.
  await db.schema.dropIndex("retention_log_deleted").execute();
  await db.schema
    .createIndex("retention_log_image")
    .on("retention_log")
    .columns(["image_id", "failure", "id"])
    .execute();
}

async function sizes(db: Kysely<unknown>): Promise<void> {
  await sql`
    update images set size = (
      select coalesce(sum(size), 0) from (
        select distinct digest, size from manifest_references
        where image_id = images.id and is_manifest = 0 and size <= ${LAYER_MAX}
      )
    )
    where id in (select image_id from manifest_references where size > ${LAYER_MAX})
  `.execute(db);
  await sql`update manifest_references set size = 0 where size > ${LAYER_MAX}`.execute(db);
  await sql`update manifests set size = ${READABLE} where size > ${READABLE}`.execute(db);
  await sql`
    update organizations set stored_bytes =
      (select coalesce(sum(size), 0) from images where organization_id = organizations.id)
  `.execute(db);
  await sql`update account_days set stored_change = 0 where abs(stored_change) > ${READABLE}`.execute(db);
}
