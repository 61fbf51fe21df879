/** The rows that say which blobs there are, and what of them a repository has. */
import type { Kysely } from "kysely";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import { isInList, isOneOf } from "../db/sqlite/lists.ts";
import type { Deps } from "../deps.ts";
import { recordChanges } from "./file-changes.ts";

export interface BlobRow {
  digest: string;
  /** Bytes. */
  size: number;
  key: string;
}

/** What the repository has of these blobs. */
export async function findRows(
  db: Kysely<Database>,
  repository: string,
  digests: readonly string[],
): Promise<(BlobRow & { needed_at: string })[]> {
  const { organization, image } = splitRepository(repository);
  return await blobsHad(db, organization, image, JSON.stringify(digests));
}

const blobsHad = prepared((db, organization: Param<string>, image: Param<string>, digests: Param<string>) =>
  db
    .selectFrom("organizations")
    .innerJoin("repository_blobs as had", "had.organization_id", "organizations.id")
    .innerJoin("blobs", "blobs.digest", "had.digest")
    .select(["blobs.digest", "blobs.size", "blobs.key", "had.needed_at"])
    .where("organizations.name", "=", organization)
    .where("had.image_name", "=", image)
    .where(({ ref }) => isInList(ref("had.digest"), digests)),
);

/** From `time` (RFC 3339) on, garbage collection spares them for a push's time. Answers how many of them there are. */
export async function renewRows(
  db: Kysely<Database>,
  repository: string,
  digests: readonly string[],
  time: string,
): Promise<number> {
  const id = await findOrganizationId(db, repository);
  if (id === undefined) return 0;
  const { image } = splitRepository(repository);
  const { numUpdatedRows } = await db
    .updateTable("repository_blobs")
    .set({ needed_at: time })
    .where("organization_id", "=", id)
    .where("image_name", "=", image)
    .where(({ ref }) => isOneOf(ref("digest"), digests))
    .executeTakeFirst();
  await db
    .updateTable("blobs")
    .set({ needed_at: time })
    .where(({ ref }) => isOneOf(ref("digest"), digests))
    .execute();
  return Number(numUpdatedRows);
}

/** There is such a blob from now on. Content under an earlier key of it is removed (an SQL trigger). */
export async function insertBlob(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { digest, size, key }: BlobRow,
): Promise<void> {
  await upsertBlob(db, digest, size, key, clock().toISOString());
}

const upsertBlob = prepared(
  (db, digest: Param<string>, size: Param<number>, key: Param<string>, needed_at: Param<string>) =>
    db
      .insertInto("blobs")
      .values({ digest, size, key, needed_at })
      .onConflict((conflict) => conflict.column("digest").doUpdateSet({ size, key, needed_at })),
);

/** The same, but one that is there already keeps its key. */
export async function insertBlobIfAbsent(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { digest, size, key }: BlobRow,
): Promise<void> {
  await insertOrRenew(db, digest, size, key, clock().toISOString());
}

const insertOrRenew = prepared(
  (db, digest: Param<string>, size: Param<number>, key: Param<string>, needed_at: Param<string>) =>
    db
      .insertInto("blobs")
      .values({ digest, size, key, needed_at })
      .onConflict((conflict) => conflict.column("digest").doUpdateSet({ needed_at })),
);

/** The repository has the blob, whose row is there, from now on. False where its organization is gone. */
export async function insertRow(
  { db, clock }: Pick<Deps, "db" | "clock">,
  repository: string,
  digest: string,
): Promise<boolean> {
  const needed_at = clock().toISOString();
  const organization_id = await findOrganizationId(db, repository);
  if (organization_id === undefined) return false;
  const { image: image_name } = splitRepository(repository);
  await db
    .insertInto("repository_blobs")
    .values({ organization_id, image_name, digest, needed_at })
    .onConflict((conflict) =>
      conflict.columns(["organization_id", "image_name", "digest"]).doUpdateSet({ needed_at }),
    )
    .execute();
  await recordChanges({ db, clock }, [{ repository, tag: null, digest }]);
  return true;
}

/** Whether a manifest of the repository names the blob. */
export async function isNamedIn(db: Kysely<Database>, repository: string, digest: string): Promise<boolean> {
  const { organization, image } = splitRepository(repository);
  const row = await db
    .selectFrom("organizations")
    .innerJoin("images", "images.organization_id", "organizations.id")
    .innerJoin("manifest_references as named", "named.image_id", "images.id")
    .select("named.digest")
    .where("organizations.name", "=", organization)
    .where("images.name", "=", image)
    .where("named.digest", "=", digest)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The repository has the blob no more. False where it had none. */
export async function deleteRow(
  { db, clock }: Pick<Deps, "db" | "clock">,
  repository: string,
  digest: string,
): Promise<boolean> {
  const id = await findOrganizationId(db, repository);
  if (id === undefined) return false;
  const { numDeletedRows } = await db
    .deleteFrom("repository_blobs")
    .where("organization_id", "=", id)
    .where("image_name", "=", splitRepository(repository).image)
    .where("digest", "=", digest)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  await recordChanges({ db, clock }, [{ repository, tag: null, digest }]);
  return true;
}

/** With the image goes what it had, and what was being sent to it: whoever takes its name next reads nothing of it. */
export async function deleteRows(
  db: Kysely<Database>,
  organizationName: string,
  imageName: string,
): Promise<void> {
  const id = await findOrganizationId(db, `${organizationName}/${imageName}`);
  if (id === undefined) return;
  for (const table of ["repository_blobs", "uploads"] as const) {
    await db
      .deleteFrom(table)
      .where("organization_id", "=", id)
      .where("image_name", "=", imageName)
      .execute();
  }
}

/** Those that have a blob, also without an image yet. */
export async function repositoriesOf(
  db: Kysely<Database>,
  organization: { id: number; name: string },
): Promise<string[]> {
  const rows = await db
    .selectFrom("repository_blobs")
    .select("image_name")
    .distinct()
    .where("organization_id", "=", organization.id)
    .execute();
  return rows.map(({ image_name }) => `${organization.name}/${image_name}`);
}

export async function findOrganizationId(
  db: Kysely<Database>,
  repository: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom("organizations")
    .select("id")
    .where("name", "=", splitRepository(repository).organization)
    .executeTakeFirst();
  return row?.id;
}

/** `repository` is `organization/image`. */
export function splitRepository(repository: string): { organization: string; image: string } {
  const at = repository.indexOf("/");
  return { organization: repository.slice(0, at), image: repository.slice(at + 1) };
}
