/** The files of manifests and tags. They follow the tables, so that CNCF distribution could take the folder over. */
import type { Deps } from "../deps.ts";
import { storeBlob } from "./blobs.ts";
import {
  blobPath,
  repositoryFolders,
  revisionFolder,
  revisionLinkPath,
  tagFolder,
  tagIndexLinkPath,
  tagLinkPath,
} from "./layout.ts";

/** Ids of images start at 1. */
const NO_IMAGE = 0;

const encode = (text: string) => new TextEncoder().encode(text);

export async function writeManifestFiles(
  deps: Pick<Deps, "storage" | "state">,
  repository: string,
  digest: string,
  content: string,
): Promise<void> {
  const { storage } = deps;
  await storeBlob(deps, digest, () => storage.writeBytes(blobPath(digest), encode(content)));
  await storage.writeBytes(revisionLinkPath(repository, digest), encode(digest));
}

/** Points a tag at a manifest whose own files are there. */
export async function writeTagFiles(
  { storage }: Pick<Deps, "storage">,
  repository: string,
  tag: string,
  digest: string,
): Promise<void> {
  await storage.writeBytes(tagIndexLinkPath(repository, tag, digest), encode(digest));
  await storage.writeBytes(tagLinkPath(repository, tag), encode(digest));
}

/** Makes the files of one manifest agree with the tables. `tag` is one that was to point at it. Can be repeated. */
export async function alignManifest(
  deps: Deps,
  repository: string,
  imageId: number | undefined,
  digest: string,
  tag: string | null,
): Promise<void> {
  const manifest = await deps.db
    .selectFrom("manifests")
    .select("content")
    .where("image_id", "=", imageId ?? NO_IMAGE)
    .where("digest", "=", digest)
    .executeTakeFirst();
  if (manifest) return writeManifestFiles(deps, repository, digest, manifest.content);
  if (tag !== null) await deps.storage.remove(tagIndexLinkPath(repository, tag, digest));
  await deps.storage.remove(revisionFolder(repository, digest));
}

/** Makes the files of one tag agree with the tables. Can be repeated. */
export async function alignTag(
  deps: Deps,
  repository: string,
  imageId: number | undefined,
  tag: string,
): Promise<void> {
  const row = await deps.db
    .selectFrom("tags")
    .select("digest")
    .where("image_id", "=", imageId ?? NO_IMAGE)
    .where("name", "=", tag)
    .executeTakeFirst();
  if (row) await writeTagFiles(deps, repository, tag, row.digest);
  else await deps.storage.remove(tagFolder(repository, tag));
}

export async function removeRepositoryFiles({ storage }: Deps, repository: string): Promise<void> {
  for (const folder of repositoryFolders(repository)) await storage.remove(folder);
}
