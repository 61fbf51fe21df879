import { holdBlob } from "../content/blobs.ts";
import { blobPath } from "../content/layout.ts";
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import type { ManifestContent, Reference } from "./manifest-content.ts";

/**
 * Everything a manifest names is in the repository with the size it says, or MANIFEST_BLOB_UNKNOWN lists what is not.
 * Returns the bytes the manifest stands for: its config and layers, or those of the manifests it lists.
 */
export async function verifyReferences(
  deps: Deps,
  repository: string,
  imageId: number | undefined,
  { references }: ManifestContent,
): Promise<number> {
  let total = 0;
  const missing: string[] = [];
  for (const reference of references) {
    const found = reference.isManifest
      ? await findManifest(deps, imageId, reference.digest)
      : await findBlob(deps, repository, reference);
    if (!found) missing.push(reference.digest);
    else if (found.size !== reference.size) {
      throw new RegistryError("MANIFEST_INVALID", "manifest invalid: a size differs from the content's", {
        detail: { digest: reference.digest, size: reference.size, actual: found.size },
      });
    } else total += found.total;
  }
  if (missing.length === 0) return total;
  throw new RegistryError("MANIFEST_BLOB_UNKNOWN", "the manifest names what this image does not have", {
    detail: { digests: missing },
  });
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
  const size = row && (await deps.storage.size(blobPath(digest)));
  return row && size !== undefined ? { size, total: row.size } : undefined;
}
