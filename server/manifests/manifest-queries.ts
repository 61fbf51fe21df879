/** The registry's queries of manifests, tags and images. */
import { sql } from "kysely";
import { isDigest } from "../../core/digest.ts";
import type { Viewer } from "../access/rights.ts";
import { visibleInAccount } from "../access/visible-images.ts";
import { bytesOf } from "../db/bytes-of.ts";
import { type Param, prepared } from "../db/prepared.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
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
  const find = isDigest(reference) ? manifestOfDigest : manifestOfTag;
  const [manifest] = await find(db, imageId, reference);
  return manifest;
}

const manifestOfDigest = prepared((db, imageId: Param<number>, digest: Param<string>) =>
  db
    .selectFrom("manifests")
    .select(["digest", "media_type", "content"])
    .where("image_id", "=", imageId)
    .where("digest", "=", digest),
);

const manifestOfTag = prepared((db, imageId: Param<number>, tag: Param<string>) =>
  db
    .selectFrom("tags")
    .innerJoin("manifests", (join) =>
      join.onRef("manifests.image_id", "=", "tags.image_id").onRef("manifests.digest", "=", "tags.digest"),
    )
    .select(["manifests.digest", "manifests.media_type", "manifests.content"])
    .where("tags.image_id", "=", imageId)
    .where("tags.name", "=", tag),
);

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

export interface ReferrersPage {
  /** Digests after this one. */
  last: string;
  artifactType: string | undefined;
}

/**
 * Manifests whose subject is `digest`, as many as fit into one answer: clients take no larger index than a manifest may
 * be. `more`: others follow the last.
 */
export async function listReferrers(
  { db }: Deps,
  imageId: number,
  digest: string,
  { last, artifactType }: ReferrersPage,
) {
  const about = db
    .selectFrom("manifests")
    .select("digest")
    .where("image_id", "=", imageId)
    .where("subject_digest", "=", digest);
  const found = await about
    .select(({ ref }) => bytesOf(ref("annotations")).as("bytes"))
    .where("digest", ">", last)
    .$if(artifactType !== undefined, (query) => query.where("artifact_type", "=", artifactType ?? ""))
    .orderBy("digest")
    .limit(REFERRERS_MAX + 1)
    .execute();
  let left = REFERRERS_BYTES;
  const end = found.findIndex(({ bytes }, at) => {
    left -= bytes ?? 0;
    return at === REFERRERS_MAX || (at > 0 && left < 0);
  });
  const page = end === -1 ? found : found.slice(0, end);
  const rows = await about
    .select(["media_type", "artifact_type", "annotations"])
    .select(({ ref }) => bytesOf(ref("content")).as("size"))
    .where(({ ref }) =>
      isOneOf(
        ref("digest"),
        page.map((row) => row.digest),
      ),
    )
    .orderBy("digest")
    .execute();
  return { rows, more: end !== -1 };
}

/** Referrers in one answer: far above the signatures and SBOMs of one manifest. */
const REFERRERS_MAX = 1000;

/** Bytes of their annotations: with the other fields of a thousand referrers the index stays below 4 MB. */
const REFERRERS_BYTES = 3 * 1024 * 1024;

/** Names, `organization/image`, of the images the caller sees, read in their order by two indexes. */
export async function listRepositoryNames(viewer: Viewer, { limit, last }: Page): Promise<string[]> {
  const begin = last.slice(0, last.indexOf("/") + 1) || last;
  const prefix = sql<string>`organizations.name || '/'`;
  const images = await viewer.db
    .selectFrom("organizations")
    .crossJoin("images")
    .whereRef("images.organization_id", "=", "organizations.id")
    .select(sql<string>`${prefix} || images.name`.as("name"))
    .where("organizations.account_id", "=", viewer.caller.account.id)
    .where(visibleInAccount(viewer))
    .where(prefix, ">=", begin)
    .where(({ eb, not, and }) =>
      not(and([eb(prefix, "=", begin), eb("images.name", "<=", last.slice(begin.length))])),
    )
    // Sorting by the id as well changes nothing, but tells SQLite that one organization's images come in order.
    .orderBy(prefix)
    .orderBy("organizations.id")
    .orderBy("images.name")
    .limit(limit)
    .execute();
  return images.map(({ name }) => name);
}
