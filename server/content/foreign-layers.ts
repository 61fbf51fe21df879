import { type Kysely, sql } from "kysely";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { inTransaction } from "../transaction.ts";
import { findOrganizationId, splitRepository } from "./blob-rows.ts";

/**
 * Releases whose folder is still to be read gave every foreign layer the size 0. Once it is known what the repository has,
 * those whose bytes were pushed take room like any other layer, and the others have no row (manifests/verify-references.ts).
 */
export async function sizeForeignLayers(deps: Pick<Deps, "db">, repository: string): Promise<void> {
  await inTransaction(deps, async ({ db }) => {
    const imageId = await findImageWithUnsized(db, repository);
    if (imageId === undefined) return;
    const pushed = sql`
      select blobs.size from images
      join repository_blobs as had on had.organization_id = images.organization_id and had.image_name = images.name
      join blobs on blobs.digest = had.digest
      where images.id = manifest_references.image_id and blobs.digest = manifest_references.digest
    `;
    const unsized = sql`image_id = ${imageId} and is_manifest = 0 and size = 0`;
    await sql`delete from manifest_references where ${unsized} and not exists (${pushed})`.execute(db);
    await sql`update manifest_references set size = (${pushed}) where ${unsized}`.execute(db);
    await sql`
      update images set size = (
        select coalesce(sum(size), 0) from (
          select max(size) as size from manifest_references
          where image_id = ${imageId} and is_manifest = 0 group by digest
        )
      )
      where id = ${imageId}
    `.execute(db);
  });
}

async function findImageWithUnsized(db: Kysely<Database>, repository: string): Promise<number | undefined> {
  const organizationId = await findOrganizationId(db, repository);
  if (organizationId === undefined) return undefined;
  const row = await db
    .selectFrom("images")
    .innerJoin("manifest_references as named", "named.image_id", "images.id")
    .select("images.id")
    .where("images.organization_id", "=", organizationId)
    .where("images.name", "=", splitRepository(repository).image)
    .where("named.is_manifest", "=", 0)
    .where("named.size", "=", 0)
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
