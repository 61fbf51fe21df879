/** What the registry reads of its tables. */
import { isDigest } from "../../core/digest.ts";
import type { Viewer } from "../access/rights.ts";
import { visibleImages } from "../access/visible-images.ts";
import type { Deps } from "../deps.ts";

export interface StoredManifest {
  digest: string;
  media_type: string;
  content: string;
}

/** `reference` is a digest or a tag. */
export async function findManifest(
  { db }: Deps,
  imageId: number,
  reference: string,
): Promise<StoredManifest | undefined> {
  const manifests = db
    .selectFrom("manifests")
    .select(["manifests.digest", "manifests.media_type", "manifests.content"])
    .where("manifests.image_id", "=", imageId);
  if (isDigest(reference)) return manifests.where("manifests.digest", "=", reference).executeTakeFirst();
  return manifests
    .innerJoin("tags", (join) =>
      join.onRef("tags.image_id", "=", "manifests.image_id").onRef("tags.digest", "=", "manifests.digest"),
    )
    .where("tags.name", "=", reference)
    .executeTakeFirst();
}

export interface Page {
  limit: number;
  /** Names after this one. */
  last: string;
}

export async function listTagNames({ db }: Deps, imageId: number, { limit, last }: Page): Promise<string[]> {
  const tags = await db
    .selectFrom("tags")
    .select("name")
    .where("image_id", "=", imageId)
    .where("name", ">", last)
    .orderBy("name")
    .limit(limit)
    .execute();
  return tags.map(({ name }) => name);
}

/** Manifests whose subject is `digest`. */
export async function listReferrers(
  { db }: Deps,
  imageId: number,
  digest: string,
): Promise<StoredManifest[]> {
  return db
    .selectFrom("manifests")
    .select(["digest", "media_type", "content"])
    .where("image_id", "=", imageId)
    .where("subject_digest", "=", digest)
    .orderBy("digest")
    .limit(REFERRERS_MAX)
    .execute();
}

/** Far above what signatures and SBOMs of one manifest come to; bounds the answer. */
const REFERRERS_MAX = 1000;

/** Names, `organization/image`, of the images the caller sees. */
export async function listRepositoryNames(viewer: Viewer, { limit, last }: Page): Promise<string[]> {
  const images = await viewer.db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select(({ eb }) =>
      eb("organizations.name", "||", eb(eb.val("/"), "||", eb.ref("images.name"))).as("name"),
    )
    .where(visibleImages(viewer))
    .where(({ eb }) =>
      eb(eb("organizations.name", "||", eb(eb.val("/"), "||", eb.ref("images.name"))), ">", last),
    )
    .orderBy("name")
    .limit(limit)
    .execute();
  return images.map(({ name }) => name);
}
