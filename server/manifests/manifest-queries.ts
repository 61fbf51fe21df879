/** What the registry reads of its tables. */
import { isDigest } from "../../core/digest.ts";
import type { Caller } from "../context.ts";
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

export async function countDownload({ db }: Deps, imageId: number): Promise<void> {
  await db
    .updateTable("images")
    .set(({ eb }) => ({ download_count: eb("download_count", "+", 1) }))
    .where("id", "=", imageId)
    .execute();
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

/** Names, `organization/image`, of what the caller may pull of its own account. */
export async function listRepositoryNames(
  { db }: Deps,
  caller: Caller,
  { limit, last }: Page,
): Promise<string[]> {
  const images = await db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select(({ eb }) =>
      eb("organizations.name", "||", eb(eb.val("/"), "||", eb.ref("images.name"))).as("name"),
    )
    .where("organizations.account_id", "=", caller.account.id)
    .where(({ eb, or, exists, selectFrom, lit }) =>
      or([
        lit(caller.isAdministrator),
        eb("images.is_public", "=", 1),
        exists(
          selectFrom("organization_grants as grants")
            .select("grants.level")
            .whereRef("grants.organization_id", "=", "organizations.id")
            .where("grants.user_id", "=", caller.user.id),
        ),
        exists(
          selectFrom("image_grants as grants")
            .select("grants.level")
            .whereRef("grants.image_id", "=", "images.id")
            .where("grants.user_id", "=", caller.user.id),
        ),
      ]),
    )
    .where(({ eb }) =>
      eb(eb("organizations.name", "||", eb(eb.val("/"), "||", eb.ref("images.name"))), ">", last),
    )
    .orderBy("name")
    .limit(limit)
    .execute();
  return images.map(({ name }) => name);
}
