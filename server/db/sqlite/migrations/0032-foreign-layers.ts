/**
 * A foreign layer whose bytes were pushed takes room like any other; one that was not keeps nothing. Both had a row of
 * size 0, which took the layer's bytes from an image whose other manifests named it as their own.
 */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  const isForeign = sql`named.size = 0 and named.is_manifest = 0`;
  await sql`
    update manifest_references as named set size = pushed.size
    from (
      select images.id as image_id, blobs.digest, blobs.size from images
      join repository_blobs as had on had.organization_id = images.organization_id and had.image_name = images.name
      join blobs on blobs.digest = had.digest
      where images.id in (select image_id from manifest_references as named where ${isForeign})
    ) as pushed
    where ${isForeign} and pushed.image_id = named.image_id and pushed.digest = named.digest
  `.execute(db);
  // Unless the folder of an old release is still to be read: it may have the bytes.
  await sql`
    delete from manifest_references as named
    where ${isForeign} and not exists (select 1 from folder_reading)
      and not exists (
        select 1 from images
        join repository_blobs as had on had.organization_id = images.organization_id and had.image_name = images.name
        where images.id = named.image_id and had.digest = named.digest
      )
  `.execute(db);
  await countAgain(db);
}

async function countAgain(db: Kysely<unknown>): Promise<void> {
  await sql`
    update images set size = counted.size
    from (
      select images.id, coalesce(sum(blobs.size), 0) as size from images
      left join (
        select image_id, max(size) as size from manifest_references
        where is_manifest = 0 group by image_id, digest
      ) as blobs on blobs.image_id = images.id
      group by images.id
    ) as counted
    where counted.id = images.id and counted.size <> images.size
  `.execute(db);
  await sql`
    update organizations set stored_bytes =
      (select coalesce(sum(size), 0) from images where organization_id = organizations.id)
  `.execute(db);
}
