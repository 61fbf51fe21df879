/**
 * Reads into the tables what repositories have according to the folder of a release whose truth it was: a job, while the
 * service runs. What it has not come to yet is looked up in the files.
 */
import type { Kysely } from "kysely";
import { DIGEST_ALGORITHMS, digestAlgorithm, isDigest } from "../../core/digest.ts";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { StorageError } from "../ports/storage-error.ts";
import { inTransaction } from "../transaction.ts";
import { type BlobRow, splitRepository } from "./blob-rows.ts";
import { digestOf } from "./digest-of.ts";
import { sizeForeignLayers } from "./foreign-layers.ts";
import { blobPath, layerLinkPath, layersFolder, oldUploadsFolder } from "./layout.ts";
import { repositoryNames } from "./repository-names.ts";

type Needs = Pick<Deps, "db" | "content" | "links" | "createHash">;

/** Goes on where it was interrupted. */
export async function readFolder(deps: Needs, signal?: AbortSignal): Promise<void> {
  const reading = await findReading(deps.db);
  if (!reading) return;
  const names: string[] = [];
  for await (const name of repositoryNames(deps.links)) names.push(name);
  for (const name of names.sort()) {
    signal?.throwIfAborted();
    if (name <= reading.read_up_to) continue;
    for (const algorithm of DIGEST_ALGORITHMS) {
      const hexes = await deps.links.list(layersFolder(name, algorithm));
      const digests = hexes.map((hex) => `${algorithm}:${hex}`).filter(isDigest);
      await insertLinks(deps, name, await findLinks(deps, name, digests));
    }
    await sizeForeignLayers(deps, name);
    // Uploads of that release have no row: their clients begin again.
    await deps.links.remove(oldUploadsFolder(name));
    await deps.db.updateTable("folder_reading").set({ read_up_to: name }).execute();
  }
  await deps.db.deleteFrom("folder_reading").execute();
}

/** Undefined: all is in the tables. */
export async function findReading(db: Kysely<Database>): Promise<{ read_up_to: string } | undefined> {
  return await db.selectFrom("folder_reading").select("read_up_to").executeTakeFirst();
}

interface Link extends BlobRow {
  linkedAt: string;
  storedAt: string;
}

interface OwnLink extends Link {
  organizationId: number;
}

/** While the folder is being read, puts into the tables what links say of these blobs; answers those there are. */
export async function readLinks(
  deps: Needs,
  repository: string,
  digests: readonly string[],
): Promise<Link[]> {
  if (digests.length === 0 || !(await findReading(deps.db))) return [];
  const links = await findLinks(deps, repository, digests);
  try {
    return await insertLinks(deps, repository, links);
  } catch (error) {
    // A disk that takes no writes still serves.
    if (!(error instanceof StorageError)) throw error;
    return await ownLinks(deps.db, repository, links);
  }
}

async function findLinks(deps: Needs, repository: string, digests: readonly string[]): Promise<Link[]> {
  const links: Link[] = [];
  for (const digest of digests) {
    const link = await findLink(deps, repository, digest);
    if (link && (await isWhole(deps, link))) links.push(link);
  }
  return links;
}

async function findLink(
  { content, links }: Needs,
  repository: string,
  digest: string,
): Promise<Link | undefined> {
  const key = blobPath(digest);
  const linkedAt = await links.modifiedAt(layerLinkPath(repository, digest));
  if (!linkedAt) return undefined;
  const [size, storedAt] = [await content.size(key), await links.modifiedAt(key)];
  if (size === undefined || !storedAt) return undefined;
  return { digest, size, key, linkedAt: linkedAt.toISOString(), storedAt: storedAt.toISOString() };
}

/** No table had its size until now: where a manifest doubts it, the content tells. */
async function isWhole(deps: Needs, { digest, size, key }: Link): Promise<boolean> {
  const doubt = await deps.db
    .selectFrom("manifest_references")
    .innerJoin("images", "images.id", "manifest_references.image_id")
    .select("digest")
    .where("digest", "=", digest)
    .where("manifest_references.size", "!=", size)
    .limit(1)
    .executeTakeFirst();
  return (
    doubt === undefined || (await digestOf(deps, digestAlgorithm(digest), deps.content.read(key))) === digest
  );
}

async function insertLinks(deps: Needs, repository: string, links: Link[]): Promise<Link[]> {
  if (links.length === 0) return [];
  return await inTransaction(deps, async ({ db }) => {
    const own = await ownLinks(db, repository, links);
    for (const link of own) await insertLink(db, repository, link);
    return own;
  });
}

/** Not those yet to be removed, after the image they were of, nor those of an organization that had the name before. */
async function ownLinks(db: Kysely<Database>, repository: string, links: Link[]): Promise<OwnLink[]> {
  const removal = await db
    .selectFrom("file_changes")
    .select("id")
    .where("repository", "=", repository)
    .where("tag", "is", null)
    .where("digest", "is", null)
    .executeTakeFirst();
  const organization = await db
    .selectFrom("organizations")
    .select(["id", "created_at"])
    .where("name", "=", splitRepository(repository).organization)
    .executeTakeFirst();
  if (removal || !organization) return [];
  return links
    .filter(({ linkedAt }) => linkedAt >= organization.created_at)
    .map((link) => ({ ...link, organizationId: organization.id }));
}

/** What is there already is as new. */
async function insertLink(db: Kysely<Database>, repository: string, link: OwnLink): Promise<void> {
  const { digest, size, key, linkedAt, storedAt, organizationId: organization_id } = link;
  const { image: image_name } = splitRepository(repository);
  await db
    .insertInto("blobs")
    .values({ digest, size, key, needed_at: storedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto("repository_blobs")
    .values({ organization_id, image_name, digest, needed_at: linkedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
