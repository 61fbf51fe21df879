/**
 * The links of the folder, by which CNCF distribution could take it over. They follow the tables, which alone are asked:
 * a change is struck out of the log once the links agree, and one that a crash interrupted is made again.
 */
import type { Kysely } from "kysely";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import type { Deps } from "../deps.ts";
import { createKeyedLocks, type KeyedLocks } from "../ports/keyed-locks.ts";
import { inUnsyncedTransaction } from "../transaction.ts";
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

type Needs = Pick<Deps, "db" | "links">;

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
    for (const folder of linkFolders(change.repository)) await deps.links.remove(folder);
    await strikeOut(deps.db, [change]);
  }
  const rest = changes.filter((change) => !isWhole(change));
  const distinct = new Map(
    rest.map((change) => [`${change.repository} ${change.tag} ${change.digest}`, change]),
  );
  const waiting = [...distinct.values()];
  const locks = createKeyedLocks();
  const work = async () => {
    for (let change = waiting.pop(); change; change = waiting.pop()) await alone(locks, change, deps);
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  for (const result of ended) if (result.status === "rejected") throw result.reason;
  await strikeOut(deps.db, rest);
}

/** Two changes of one manifest, or of one tag, would write and remove the same folder at once. Digests first, then tags. */
function alone(locks: KeyedLocks, change: FileChange, deps: Needs): Promise<void> {
  const { repository, tag, digest } = change;
  const ofTag = () =>
    tag === null
      ? align(deps, change)
      : locks.withLock(`${repository} tag ${tag}`, () => align(deps, change));
  return digest === null ? ofTag() : locks.withLock(`${repository} ${digest}`, ofTag);
}

const isWhole = ({ tag, digest }: FileChange) => tag === null && digest === null;

async function strikeOut(db: Kysely<Database>, changes: FileChange[]): Promise<void> {
  const ids = changes.map(({ id }) => id);
  await inUnsyncedTransaction({ db }, ({ db }) =>
    db
      .deleteFrom("file_changes")
      .where(({ ref }) => isOneOf(ref("id"), ids))
      .execute(),
  );
}

async function align({ db, links }: Needs, { repository, tag, digest }: FileChange): Promise<void> {
  const imageId = (await findImageId(db, repository)) ?? NO_IMAGE;
  if (digest !== null) await alignManifest({ db, links }, repository, imageId, digest, tag);
  // With a tag it is a manifest.
  if (digest !== null && tag === null) await alignLayer({ db, links }, repository, digest);
  if (tag !== null) await alignTag({ db, links }, repository, imageId, tag);
}

/** Ids of images start at 1. */
const NO_IMAGE = 0;

/** `tag` is one that was to point at it. */
async function alignManifest(
  { db, links }: Needs,
  repository: string,
  imageId: number,
  digest: string,
  tag: string | null,
): Promise<void> {
  const [manifest] = await contentOf(db, imageId, digest);
  if (manifest) return await writeManifest({ links }, repository, digest, manifest.content);
  if (tag !== null) await links.remove(tagIndexLinkPath(repository, tag, digest));
  await links.remove(revisionFolder(repository, digest));
}

const contentOf = prepared((db, imageId: Param<number>, digest: Param<string>) =>
  db.selectFrom("manifests").select("content").where("image_id", "=", imageId).where("digest", "=", digest),
);

async function alignLayer({ db, links }: Needs, repository: string, digest: string): Promise<void> {
  const { organization, image } = splitRepository(repository);
  const had = await db
    .selectFrom("repository_blobs")
    .innerJoin("organizations", "organizations.id", "repository_blobs.organization_id")
    .select("digest")
    .where("organizations.name", "=", organization)
    .where("image_name", "=", image)
    .where("digest", "=", digest)
    .executeTakeFirst();
  if (had) await writeLayer({ links }, repository, digest);
  else await links.remove(layerFolder(repository, digest));
}

async function alignTag(
  { db, links }: Needs,
  repository: string,
  imageId: number,
  tag: string,
): Promise<void> {
  const [row] = await tagNamed(db, imageId, tag);
  if (row) await writeTag({ links }, repository, tag, row.digest);
  else await links.remove(tagFolder(repository, tag));
}

const tagNamed = prepared((db, imageId: Param<number>, name: Param<string>) =>
  db.selectFrom("tags").select("digest").where("image_id", "=", imageId).where("name", "=", name),
);

/** The content lies beside the layers. It is written again where it is there: that may be damaged. */
export async function writeManifest(
  { links }: Pick<Deps, "links">,
  repository: string,
  digest: string,
  content: string,
): Promise<void> {
  await links.write(blobPath(digest), encode(content));
  await links.write(revisionLinkPath(repository, digest), encode(digest));
}

export async function writeLayer(
  { links }: Pick<Deps, "links">,
  repository: string,
  digest: string,
): Promise<void> {
  await links.write(layerLinkPath(repository, digest), encode(digest));
}

/** Points a tag at a manifest whose own files are there. */
export async function writeTag(
  { links }: Pick<Deps, "links">,
  repository: string,
  tag: string,
  digest: string,
): Promise<void> {
  await links.write(tagIndexLinkPath(repository, tag, digest), encode(digest));
  await links.write(tagLinkPath(repository, tag), encode(digest));
}

/** `repository` is `organization/image`. */
async function findImageId(db: Kysely<Database>, repository: string): Promise<number | undefined> {
  const { organization, image } = splitRepository(repository);
  const [row] = await imageNamed(db, organization, image);
  return row?.id;
}

const imageNamed = prepared((db, organization: Param<string>, name: Param<string>) =>
  db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select("images.id")
    .where("organizations.name", "=", organization)
    .where("images.name", "=", name),
);
