import { holdRows } from "../content/blobs.ts";
import { bytesOf } from "../db/bytes-of.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import type { Deps } from "../deps.ts";
import type { ManifestContent, Reference } from "./manifest-content.ts";
import type { Repository } from "./repository.ts";

export type Verified =
  | {
      outcome: "complete";
      /** Bytes of the manifest's config and layers, or of all manifests it lists; at most Number.MAX_SAFE_INTEGER. */
      size: number;
      /** Without the foreign layers that the repository does not have. */
      references: Reference[];
    }
  | Incomplete;

type Incomplete =
  | { outcome: "blobs missing"; digests: string[]; areManifests: boolean }
  | { outcome: "size differs"; digest: string; size: number; actual: number };

/** `size` is that of the content itself, `total` what it adds to the manifest's size. */
interface Found {
  size: number;
  total: number;
}

/** Digests of the blobs that the manifest names. Of foreign layers some clients push the bytes. */
export function blobsOf({ references }: ManifestContent): string[] {
  return references.filter(({ isManifest }) => !isManifest).map(({ digest }) => digest);
}

/**
 * To be called in the transaction of the push: checks that the repository has everything the manifest names, with the
 * size it says. An index may lack some manifests where the operator allows sparse indexes, as mirrors of one platform
 * leave them. From then on the blobs are kept for the time of a push. `whole` are the blobs whose content was seen to
 * be there.
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
  if (verified.outcome !== "complete") return verified;
  const [manifest] = manifests;
  const shared = manifest ? await sharedBytes(deps, manifest.image_id, listed) : 0;
  return {
    outcome: "complete",
    size: verified.size - shared,
    references: references.filter((reference) => !isElsewhere(reference, found)),
  };
}

const isNeeded =
  (present: ReadonlyMap<string, Found>) =>
  ({ digest, isManifest }: Reference) =>
    !isManifest || present.has(digest);

function isElsewhere(
  { digest, isForeign, isManifest }: Reference,
  present: ReadonlyMap<string, Found>,
): boolean {
  return isForeign && !isManifest && !present.has(digest);
}

function verify(
  references: readonly Reference[],
  present: ReadonlyMap<string, Found>,
): Incomplete | { outcome: "complete"; size: number } {
  let total = 0;
  const missing: Reference[] = [];
  for (const reference of references) {
    const { digest, size } = reference;
    const found = isElsewhere(reference, present) ? { size, total: size } : present.get(digest);
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

/**
 * References looked at for shared blobs: far above those of an index's platforms. Beyond that, a shared blob counts
 * each time.
 */
const REFERENCES_LOOKED_AT = 20_000;

/** Bytes counted too often because several manifests name the same blob. */
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
