/**
 * The links of the folder, by which CNCF distribution could take it over. They follow the tables, which alone are asked:
 * a change is struck out of the log once the links agree, and one that a crash interrupted is made again.
 */
import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import type { Deps } from "../deps.ts";
import { splitRepository } from "./blob-rows.ts";
import type { FileChange } from "./file-changes.ts";
import {
  blobPath,
  layerFolder,
  layerLinkPath,
  linkFolders,
  revisionFolder,
  revisionLinkPath,
  tagFolder,
  tagIndexLinkPath,
  tagLinkPath,
} from "./layout.ts";

type Needs = Pick<Deps, "db" | "storage">;

/** Changes read at once. */
const BATCH = 500;
/** Links written at once: the disk takes their syncs together. */
const AT_ONCE = 16;

const encode = (text: string) => new TextEncoder().encode(text);

/** Makes the links agree with the tables, until no change is left in the log. One call at a time. */
export async function followTables(deps: Needs, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const changes = await deps.db.selectFrom("file_changes").selectAll().orderBy("id").limit(BATCH).execute();
    if (changes.length === 0) return;
    await follow(deps, changes);
  }
}

/** What came after a change of these is in the log behind it, so however late a link is written, the last one is right. */
async function follow(deps: Needs, changes: FileChange[]): Promise<void> {
  // First: the repository may have come back since.
  for (const change of changes.filter(isWhole)) {
    for (const folder of linkFolders(change.repository)) await deps.storage.remove(folder);
    await strikeOut(deps.db, [change]);
  }
  const rest = changes.filter((change) => !isWhole(change));
  const distinct = new Map(
    rest.map((change) => [`${change.repository} ${change.tag} ${change.digest}`, change]),
  );
  const waiting = [...distinct.values()];
  const work = async () => {
    for (let change = waiting.pop(); change; change = waiting.pop()) await align(deps, change);
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  for (const result of ended) if (result.status === "rejected") throw result.reason;
  await strikeOut(deps.db, rest);
}

const isWhole = ({ tag, digest }: FileChange) => tag === null && digest === null;

async function strikeOut(db: Kysely<Database>, changes: FileChange[]): Promise<void> {
  const ids = changes.map(({ id }) => id);
  await db
    .deleteFrom("file_changes")
    .where(({ ref }) => isOneOf(ref("id"), ids))
    .execute();
}

async function align({ db, storage }: Needs, { repository, tag, digest }: FileChange): Promise<void> {
  const imageId = (await findImageId(db, repository)) ?? NO_IMAGE;
  if (digest !== null) await alignManifest({ db, storage }, repository, imageId, digest, tag);
  if (digest !== null) await alignLayer({ db, storage }, repository, digest);
  if (tag !== null) await alignTag({ db, storage }, repository, imageId, tag);
}

/** Ids of images start at 1. */
const NO_IMAGE = 0;

/** `tag` is one that was to point at it. */
async function alignManifest(
  { db, storage }: Needs,
  repository: string,
  imageId: number,
  digest: string,
  tag: string | null,
): Promise<void> {
  const manifest = await db
    .selectFrom("manifests")
    .select("content")
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .executeTakeFirst();
  if (manifest) return await writeManifest({ storage }, repository, digest, manifest.content);
  if (tag !== null) await storage.remove(tagIndexLinkPath(repository, tag, digest));
  await storage.remove(revisionFolder(repository, digest));
}

async function alignLayer({ db, storage }: Needs, repository: string, digest: string): Promise<void> {
  const { organization, image } = splitRepository(repository);
  const had = await db
    .selectFrom("repository_blobs")
    .innerJoin("organizations", "organizations.id", "repository_blobs.organization_id")
    .select("digest")
    .where("organizations.name", "=", organization)
    .where("image_name", "=", image)
    .where("digest", "=", digest)
    .executeTakeFirst();
  if (had) await writeLayer({ storage }, repository, digest);
  else await storage.remove(layerFolder(repository, digest));
}

async function alignTag(
  { db, storage }: Needs,
  repository: string,
  imageId: number,
  tag: string,
): Promise<void> {
  const row = await db
    .selectFrom("tags")
    .select("digest")
    .where("image_id", "=", imageId)
    .where("name", "=", tag)
    .executeTakeFirst();
  if (row) await writeTag({ storage }, repository, tag, row.digest);
  else await storage.remove(tagFolder(repository, tag));
}

/** The content lies beside the layers. It is written again where it is there: that may be damaged. */
export async function writeManifest(
  { storage }: Pick<Deps, "storage">,
  repository: string,
  digest: string,
  content: string,
): Promise<void> {
  await storage.writeBytes(blobPath(digest), encode(content));
  await storage.writeBytes(revisionLinkPath(repository, digest), encode(digest));
}

export async function writeLayer(
  { storage }: Pick<Deps, "storage">,
  repository: string,
  digest: string,
): Promise<void> {
  await storage.writeBytes(layerLinkPath(repository, digest), encode(digest));
}

/** Points a tag at a manifest whose own files are there. */
export async function writeTag(
  { storage }: Pick<Deps, "storage">,
  repository: string,
  tag: string,
  digest: string,
): Promise<void> {
  await storage.writeBytes(tagIndexLinkPath(repository, tag, digest), encode(digest));
  await storage.writeBytes(tagLinkPath(repository, tag), encode(digest));
}

/** `repository` is `organization/image`. */
async function findImageId(db: Kysely<Database>, repository: string): Promise<number | undefined> {
  const { organization, image } = splitRepository(repository);
  const row = await db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select("images.id")
    .where("organizations.name", "=", organization)
    .where("images.name", "=", image)
    .executeTakeFirst();
  return row?.id;
}
