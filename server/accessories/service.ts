/**
 * Accessories of a manifest: signatures, SBOMs and the like. They name the manifest by their `subject` (OCI image
 * specification 1.1) or, as cosign does, by a tag made of its digest: `sha256-<hex>.sig`.
 */

import { cosignTags } from "../../core/accessory-tags.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { inThisOrder } from "../db/sqlite/lists.ts";
import type { Page } from "../list-query.ts";

const COSIGN_TAG = /^sha256-([a-f0-9]{64})\.(sig|att|sbom)$/;

/** Accessories of a manifest, newest first. `total` counts all pages. */
export async function listAccessories({ db }: Context, imageId: number, target: string, page: Page) {
  // One list of digests to look up: with an `or` of both ways, SQLite would read all manifests of the image.
  const digests = db
    .selectFrom("manifests")
    .select("digest")
    .where("image_id", "=", imageId)
    .where("subject_digest", "=", target)
    .unionAll(
      db
        .selectFrom(inThisOrder(cosignTags(target)).as("sought"))
        .crossJoin("tags")
        .select("tags.digest")
        .where("tags.image_id", "=", imageId)
        .whereRef("tags.name", "=", "sought.value"),
    );
  const about = db
    .selectFrom("manifests")
    .where("manifests.image_id", "=", imageId)
    .where("manifests.digest", "in", digests);
  const { total } = await about.select(countRows().as("total")).executeTakeFirstOrThrow();
  const rows = await about
    .select(["manifests.digest", "manifests.size", "manifests.artifact_type", "manifests.annotations"])
    .select("manifests.created_at")
    .select(({ selectFrom }) =>
      selectFrom("tags")
        .select(({ fn }) => fn.min<string | null>("tags.name").as("name"))
        .whereRef("tags.image_id", "=", "manifests.image_id")
        .whereRef("tags.digest", "=", "manifests.digest")
        .as("tag"),
    )
    .orderBy("manifests.created_at", "desc")
    .orderBy("manifests.digest")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { total, rows };
}

/** Digest of the manifest that a tag's manifest is an accessory of; undefined where it is none. */
export async function findTarget(
  { db }: Context,
  imageId: number,
  tag: { name: string; digest: string },
): Promise<string | undefined> {
  const [, hex] = COSIGN_TAG.exec(tag.name) ?? [];
  if (hex !== undefined) return `sha256:${hex}`;
  const manifest = await db
    .selectFrom("manifests")
    .select("subject_digest")
    .where("image_id", "=", imageId)
    .where("digest", "=", tag.digest)
    .executeTakeFirst();
  return manifest?.subject_digest ?? undefined;
}

/** Names of a manifest's tags after `marker`, in order. */
export async function listTagsOf(
  { db }: Context,
  imageId: number,
  digest: string,
  { marker, limit }: { marker: string; limit: number },
) {
  const rows = await db
    .selectFrom("tags")
    .select("name")
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .where("name", ">", marker)
    .orderBy("name")
    .limit(limit + 1)
    .execute();
  const tags = rows.slice(0, limit).map(({ name }) => name);
  return { tags, nextMarker: rows.length > limit ? tags.at(-1) : undefined };
}
