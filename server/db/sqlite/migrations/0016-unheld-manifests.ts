/** Since when no tag keeps a manifest (server/manifests/holds.ts). Of those that none keeps already, from now on. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unheld_manifests (
      image_id integer not null,
      digest text not null,
      since text not null,
      primary key (image_id, digest),
      foreign key (image_id, digest) references manifests (image_id, digest) on delete cascade
    ) without rowid
  `.execute(db);
  await db.schema.createIndex("unheld_manifests_since").on("unheld_manifests").column("since").execute();
  // With the manifest in it, or SQLite takes the key by the image alone, and reads all the image's references.
  await db.schema.dropIndex("manifest_references_digest").execute();
  await db.schema
    .createIndex("manifest_references_digest")
    .on("manifest_references")
    .columns(["image_id", "digest", "manifest_digest"])
    .execute();
  await sql`
    with recursive held (image_id, digest) as (
      select image_id, digest from tags
      union
      select held.image_id, listed.digest from held
      join manifest_references as listed
        on listed.image_id = held.image_id and listed.manifest_digest = held.digest and listed.is_manifest = 1
      union
      select held.image_id, about.digest from held
      join manifests as about on about.image_id = held.image_id and about.subject_digest = held.digest
    )
    insert into unheld_manifests (image_id, digest, since)
    select image_id, digest, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') from manifests
    where (image_id, digest) not in (select image_id, digest from held)
  `.execute(db);
}
