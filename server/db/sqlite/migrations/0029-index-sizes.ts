/** An index pushed before counted a layer once for each of its manifests that names it. */
import { type Kysely, sql } from "kysely";
import { MEDIA_TYPE } from "../../../../core/media-types.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update manifests set size = size - (
      select coalesce(sum(again), 0) from (
        select (count(*) - 1) * max(named.size) as again
        from manifest_references as listed
        join manifest_references as named
          on named.image_id = listed.image_id and named.manifest_digest = listed.digest
        where listed.image_id = manifests.image_id and listed.manifest_digest = manifests.digest
          and listed.is_manifest = 1 and named.is_manifest = 0
        group by named.digest
      )
    )
    where media_type in (${MEDIA_TYPE.ociIndex}, ${MEDIA_TYPE.dockerManifestList})
  `.execute(db);
}
