/**
 * Everything a tag stands for: the manifests of all platforms, what refers to them (signatures, SBOMs), and their
 * layers.
 */
import { cosignTags, referrersTag } from "../../core/accessory-tags.ts";
import { isIndexMediaType } from "../../core/media-types.ts";
import type { ActorContext } from "../context.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import { findManifest } from "../manifests/manifest-queries.ts";

export interface CopiedManifest {
  digest: string;
  mediaType: string;
  /** As its index says it, e.g. `linux/amd64`; empty for what is in none. */
  platform: string;
  /** Digests of its config and layers. */
  blobs: string[];
  /** Digest of the manifest it refers to (OCI `subject`). */
  subject: string | null;
}

export interface TagContent {
  /** In the order of pushing: an index after what it lists, signatures after what they are about. */
  manifests: CopiedManifest[];
  /**
   * Tags by which cosign keeps signatures, and by which clients keep a list of referrers in registries that have none.
   */
  tags: { name: string; digest: string }[];
}

/** Empty where the image has no such manifest. */
export async function contentOfTag(
  context: ActorContext,
  imageId: number,
  digest: string,
): Promise<TagContent> {
  const manifests = new Map<string, CopiedManifest>();
  const tags = new Map<string, string>();
  const todo = [digest];
  for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
    if (manifests.has(next)) continue;
    const added = await addWithListed(context, imageId, next, "", manifests);
    const signing = await signatureTags(context, imageId, added);
    for (const tag of signing) tags.set(tag.name, tag.digest);
    todo.push(...(await referrersOf(context, imageId, added)), ...signing.map((tag) => tag.digest));
  }
  return {
    manifests: [...manifests.values()],
    tags: [...tags].map(([name, digest]) => ({ name, digest })),
  };
}

/** Answers the digests it has added. */
async function addWithListed(
  context: ActorContext,
  imageId: number,
  digest: string,
  platform: string,
  manifests: Map<string, CopiedManifest>,
): Promise<string[]> {
  const row = await findManifest(context, imageId, digest);
  if (!row || manifests.has(digest)) return [];
  const references = await context.db
    .selectFrom("manifest_references")
    .select(["digest", "is_manifest"])
    .where("image_id", "=", imageId)
    .where("manifest_digest", "=", digest)
    .execute();
  const added: string[] = [];
  const platforms = isIndexMediaType(row.media_type) ? platformsOf(row.content) : new Map<string, string>();
  for (const listed of references.filter(({ is_manifest }) => is_manifest === 1)) {
    const itsOwn = platforms.get(listed.digest) ?? "";
    added.push(...(await addWithListed(context, imageId, listed.digest, itsOwn, manifests)));
  }
  const blobs = references.filter(({ is_manifest }) => is_manifest === 0).map((blob) => blob.digest);
  const subject = await subjectOf(context, imageId, digest);
  manifests.set(digest, { digest, mediaType: row.media_type, platform, blobs, subject });
  return [...added, digest];
}

async function subjectOf({ db }: ActorContext, imageId: number, digest: string): Promise<string | null> {
  const { subject_digest } = await db
    .selectFrom("manifests")
    .select("subject_digest")
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .executeTakeFirstOrThrow();
  return subject_digest;
}

interface Index {
  manifests?: { digest: string; platform?: { os?: string; architecture?: string } }[];
}

function platformsOf(content: string): Map<string, string> {
  // Its shape was checked when it was pushed.
  const { manifests = [] } = JSON.parse(content) as Index;
  return new Map(
    manifests.map(({ digest, platform }) => [
      digest,
      platform ? `${platform.os ?? ""}/${platform.architecture ?? ""}` : "",
    ]),
  );
}

async function referrersOf({ db }: ActorContext, imageId: number, subjects: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("manifests")
    .select("digest")
    .where("image_id", "=", imageId)
    .where("subject_digest", "in", subjects)
    .execute();
  return rows.map(({ digest }) => digest);
}

async function signatureTags({ db }: ActorContext, imageId: number, digests: string[]) {
  const names = digests.flatMap((digest) => [referrersTag(digest), ...cosignTags(digest)]);
  return await db
    .selectFrom("tags")
    .select(["name", "digest"])
    .where("image_id", "=", imageId)
    .where(({ ref }) => isOneOf(ref("name"), names))
    .execute();
}
