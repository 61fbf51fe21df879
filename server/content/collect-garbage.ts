/** Removes layer links and blobs that no manifest names, also while clients push. Why that is safe: docs/decisions/0009. */
import { isDigest } from "../../core/digest.ts";
import type { Deps } from "../deps.ts";
import { findImageId } from "./file-changes.ts";
import { BLOBS, blobFolder, blobPath, layerFolder, layerLinkPath, layersFolder } from "./layout.ts";
import { repositoryNames } from "./repository-names.ts";

/** A push may take so long from its first layer to its manifest, in milliseconds. */
const GRACE_MS = 24 * 60 * 60 * 1000;

export interface CollectOptions {
  /** Only counts. */
  dryRun?: boolean;
  /** Stops it between two files; what it has removed stays removed. */
  signal?: AbortSignal;
}

type Needs = Pick<Deps, "db" | "storage" | "state" | "clock">;

export interface Collected {
  links: number;
  blobs: number;
  /** Of the blobs. */
  bytes: number;
}

/** Links first, then the blobs. What comes in between is younger than the grace. Can be repeated and interrupted. */
export async function collectGarbage(deps: Needs, options: CollectOptions = {}): Promise<Collected> {
  const collected: Collected = { links: 0, blobs: 0, bytes: 0 };
  for await (const name of repositoryNames(deps.storage)) {
    for (const digest of await digestsIn(deps, layersFolder(name))) {
      if (options.signal?.aborted) return collected;
      if (await sweepLink(deps, name, digest, options)) collected.links += 1;
    }
  }
  for (const prefix of await deps.storage.list(BLOBS)) {
    for (const digest of await digestsIn(deps, `${BLOBS}/${prefix}`)) {
      if (options.signal?.aborted) return collected;
      const bytes = await sweepBlob(deps, digest, options);
      if (bytes === undefined) continue;
      collected.blobs += 1;
      collected.bytes += bytes;
    }
  }
  return collected;
}

/** What others put there is not ours to remove. */
async function digestsIn({ storage }: Needs, folder: string): Promise<string[]> {
  const names = await storage.list(folder);
  return names.map((hex) => `sha256:${hex}`).filter(isDigest);
}

async function sweepLink(
  deps: Needs,
  name: string,
  digest: string,
  options: CollectOptions,
): Promise<boolean> {
  const path = layerLinkPath(name, digest);
  return deps.state.locks.withLock(digest, async () => {
    if (!(await isOld(deps, path)) || (await isNamedIn(deps, name, digest))) return false;
    if (!options.dryRun) await deps.storage.remove(layerFolder(name, digest));
    return true;
  });
}

/** Bytes of a blob that was removed. */
async function sweepBlob(deps: Needs, digest: string, options: CollectOptions): Promise<number | undefined> {
  const path = blobPath(digest);
  return deps.state.locks.withLock(digest, async () => {
    if (!(await isOld(deps, path)) || (await isNamed(deps, digest))) return undefined;
    const bytes = await deps.storage.size(path);
    if (!options.dryRun) await deps.storage.remove(blobFolder(digest));
    return bytes;
  });
}

async function isOld({ storage, clock }: Needs, path: string): Promise<boolean> {
  const modifiedAt = await storage.modifiedAt(path);
  return modifiedAt !== undefined && clock().getTime() - modifiedAt.getTime() >= GRACE_MS;
}

/** Whether a manifest of the repository names the layer or config. */
async function isNamedIn({ db }: Needs, repository: string, digest: string): Promise<boolean> {
  const imageId = await findImageId(db, repository);
  if (imageId === undefined) return false;
  const reference = await db
    .selectFrom("manifest_references")
    .select("digest")
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .limit(1)
    .executeTakeFirst();
  return reference !== undefined;
}

/** Whether a manifest of any image names the blob, or is it. */
async function isNamed({ db }: Needs, digest: string): Promise<boolean> {
  for (const table of ["manifest_references", "manifests"] as const) {
    const row = await db
      .selectFrom(table)
      .select("digest")
      .where("digest", "=", digest)
      .limit(1)
      .executeTakeFirst();
    if (row) return true;
  }
  return false;
}
