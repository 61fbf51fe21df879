import { sumOf } from "../db/aggregates.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import type { Deps } from "../deps.ts";

/**
 * Bytes of the layers and configs of these manifests, of those an index among them lists, and of what refers to any of
 * them (signatures, SBOMs). Each blob counts once.
 */
export async function heldBytes(
  { db }: Pick<Deps, "db">,
  imageId: number,
  digests: readonly string[],
): Promise<number> {
  const { bytes } = await db
    .withRecursive("held(digest)", (query) =>
      query
        .selectFrom("manifests")
        .select("digest")
        .where("image_id", "=", imageId)
        .where(({ ref }) => isOneOf(ref("digest"), digests))
        .union(
          query
            .selectFrom("held")
            .innerJoin("manifest_references as listed", "listed.manifest_digest", "held.digest")
            .select("listed.digest")
            .where("listed.image_id", "=", imageId)
            .where("listed.is_manifest", "=", 1),
        )
        .union(
          query
            .selectFrom("held")
            .innerJoin("manifests as about", "about.subject_digest", "held.digest")
            .select("about.digest")
            .where("about.image_id", "=", imageId),
        ),
    )
    .selectFrom(({ selectFrom }) =>
      selectFrom("manifest_references")
        .innerJoin("held", "held.digest", "manifest_references.manifest_digest")
        .select(["manifest_references.digest", "manifest_references.size"])
        .distinct()
        .where("manifest_references.image_id", "=", imageId)
        .where("manifest_references.is_manifest", "=", 0)
        .as("blobs"),
    )
    .select(({ ref }) => sumOf(ref("blobs.size")).as("bytes"))
    .executeTakeFirstOrThrow();
  return bytes;
}
