import { contentSize, holdBlob } from "../content/blobs.ts";
import type { Deps } from "../deps.ts";
import type { ManifestContent, Reference } from "./manifest-content.ts";

export type Verified =
  /** Bytes the manifest stands for: its config and layers, or those of the manifests it lists; at most what a number holds. */
  | { outcome: "complete"; size: number }
  | { outcome: "blobs missing"; digests: string[] }
  | { outcome: "size differs"; digest: string; size: number; actual: number };

/** Whether everything a manifest names is in the repository, with the size it says. */
export async function verifyReferences(
  deps: Deps,
  repository: string,
  imageId: number | undefined,
  { references }: ManifestContent,
): Promise<Verified> {
  let total = 0;
  const missing: string[] = [];
  for (const reference of references) {
    const found = reference.isManifest
      ? await findManifest(deps, imageId, reference.digest)
      : await findBlob(deps, repository, reference);
    if (!found) missing.push(reference.digest);
    else if (found.size !== reference.size) {
      return {
        outcome: "size differs",
        digest: reference.digest,
        size: reference.size,
        actual: found.size,
      };
    } else total = Math.min(total + found.total, Number.MAX_SAFE_INTEGER);
  }
  return missing.length === 0
    ? { outcome: "complete", size: total }
    : { outcome: "blobs missing", digests: missing };
}

/** `size` is that of the content itself, `total` what it adds to the manifest's. */
interface Found {
  size: number;
  total: number;
}

async function findBlob(deps: Deps, repository: string, reference: Reference): Promise<Found | undefined> {
  if (reference.isForeign) return { size: reference.size, total: reference.size };
  const size = await holdBlob(deps, repository, reference.digest);
  return size === undefined ? undefined : { size, total: size };
}

async function findManifest(
  deps: Deps,
  imageId: number | undefined,
  digest: string,
): Promise<Found | undefined> {
  if (imageId === undefined) return undefined;
  const row = await deps.db
    .selectFrom("manifests")
    .select("size")
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .executeTakeFirst();
  const size = row && (await contentSize(deps, digest));
  return row && size !== undefined ? { size, total: row.size } : undefined;
}
