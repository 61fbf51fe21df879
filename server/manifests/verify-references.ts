import { holdRows } from "../content/blobs.ts";
import { bytesOf } from "../db/bytes-of.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import type { Deps } from "../deps.ts";
import type { ManifestContent, Reference } from "./manifest-content.ts";
import type { Repository } from "./repository.ts";

export type Verified =
  /** Bytes the manifest stands for: its config and layers, or those of the manifests it lists; at most what a number holds. */
  | { outcome: "complete"; size: number }
  | { outcome: "blobs missing"; digests: string[]; areManifests: boolean }
  | { outcome: "size differs"; digest: string; size: number; actual: number };

/** `size` is that of the content itself, `total` what it adds to the manifest's. */
interface Found {
  size: number;
  total: number;
}

/** What of a manifest's references the repository must have as blobs. */
export function blobsOf({ references }: ManifestContent): string[] {
  return references
    .filter(({ isManifest, isForeign }) => !isManifest && !isForeign)
    .map(({ digest }) => digest);
}

/**
 * In the transaction of the push: whether everything a manifest names is in the repository, with the size it says; of an
 * index not all of it where the operator lets indexes be sparse, as mirrors of one platform leave them. From then on its
 * blobs stay, for the time of a push. `whole` are those whose content was seen to be there.
 */
export async function verifyReferences(
  deps: Deps,
  { name, organization, imageName }: Repository,
  content: ManifestContent,
  whole: readonly { digest: string }[],
): Promise<Verified> {
  const { references } = content;
  const seen = new Set(whole.map(({ digest }) => digest));
  const found = new Map<string, Found>();
  for (const { digest, size } of await holdRows(deps, name, blobsOf(content))) {
    if (seen.has(digest)) found.set(digest, { size, total: size });
  }
  const listed = references.filter(({ isManifest }) => isManifest).map(({ digest }) => digest);
  const manifests = listed.length > 0 ? await findManifests(deps, organization.id, imageName, listed) : [];
  for (const { digest, bytes, size } of manifests) found.set(digest, { size: bytes, total: size });
  const { allowSparseIndexes } = deps.config;
  const verified = verify(allowSparseIndexes ? references.filter(isNeeded(found)) : references, found);
  const [manifest] = manifests;
  if (verified.outcome !== "complete" || !manifest) return verified;
  return { ...verified, size: verified.size - (await sharedBytes(deps, manifest.image_id, listed)) };
}

const isNeeded =
  (present: ReadonlyMap<string, Found>) =>
  ({ digest, isManifest }: Reference) =>
    !isManifest || present.has(digest);

function verify(references: readonly Reference[], present: ReadonlyMap<string, Found>): Verified {
  let total = 0;
  const missing: Reference[] = [];
  for (const reference of references) {
    const { digest, size, isForeign, isManifest } = reference;
    const found = isForeign && !isManifest ? { size, total: size } : present.get(digest);
    if (!found) missing.push(reference);
    else if (found.size !== size) return { outcome: "size differs", digest, size, actual: found.size };
    else total = Math.min(total + found.total, Number.MAX_SAFE_INTEGER);
  }
  if (missing.length === 0) return { outcome: "complete", size: total };
  return {
    outcome: "blobs missing",
    digests: missing.map(({ digest }) => digest),
    areManifests: missing.some(({ isManifest }) => isManifest),
  };
}

function findManifests(
  { db }: Deps,
  organizationId: number,
  imageName: string,
  digests: readonly string[],
): Promise<{ image_id: number; digest: string; bytes: number; size: number }[]> {
  return db
    .selectFrom("images")
    .innerJoin("manifests", "manifests.image_id", "images.id")
    .select(["manifests.image_id", "manifests.digest", "manifests.size"])
    .select(({ ref }) => bytesOf(ref("content")).as("bytes"))
    .where("images.organization_id", "=", organizationId)
    .where("images.name", "=", imageName)
    .where(({ ref }) => isOneOf(ref("manifests.digest"), digests))
    .execute();
}

/** Far above what the platforms of one index name; what is beyond is counted each time it is named. */
const REFERENCES_LOOKED_AT = 20_000;

/** Bytes that the manifests have in common: what several of them name, once less than that. */
async function sharedBytes({ db }: Deps, imageId: number, digests: readonly string[]): Promise<number> {
  const named = await db
    .selectFrom("manifest_references")
    .select(["digest", "size"])
    .where("image_id", "=", imageId)
    .where(({ ref }) => isOneOf(ref("manifest_digest"), digests))
    .where("is_manifest", "=", 0)
    .limit(REFERENCES_LOOKED_AT)
    .execute();
  const seen = new Set<string>();
  let bytes = 0;
  for (const { digest, size } of named) {
    if (seen.has(digest)) bytes += size;
    seen.add(digest);
  }
  return bytes;
}
