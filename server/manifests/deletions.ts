/** Deletes of manifests, tags and whole images: rows, then files. */
import type { Kysely } from "kysely";
import { deleteRows, findOrganizationId } from "../content/blob-rows.ts";
import { rowsThenFiles } from "../content/rows-then-files.ts";
import type { ActorContext } from "../context.ts";
import type { Database } from "../db/schema.ts";
import { announceDeletion, prepareImageDeletion } from "../deliveries/announce.ts";
import { recordStored } from "../statistics/record.ts";
import { emptyLargeImage } from "./empty-image.ts";
import { heldBy, release } from "./holds.ts";
import { bytesOfItsOwn, refreshImage, resizeImage } from "./image-rows.ts";

export interface ImageIdentity {
  id: number;
  name: string;
}

export type DeleteManifestOutcome =
  | { outcome: "deleted" }
  | { outcome: "absent" }
  /** An index lists the manifest, and could not be pulled without it. */
  | { outcome: "listed"; by: string };

/** Removes a manifest with all tags that point at it. */
export async function deleteManifest(
  context: ActorContext,
  organizationName: string,
  image: ImageIdentity,
  digest: string,
): Promise<DeleteManifestOutcome> {
  const repository = `${organizationName}/${image.name}`;
  let outcome: DeleteManifestOutcome = { outcome: "deleted" };
  await rowsThenFiles(context, async (within) => {
    const { db, clock } = within;
    const time = clock().toISOString();
    const by = await indexThatLists(db, image.id, digest);
    if (by !== undefined) {
      outcome = { outcome: "listed", by };
      return [];
    }
    const tags = await db
      .selectFrom("tags")
      .select(["name", "digest"])
      .where("image_id", "=", image.id)
      .where("digest", "=", digest)
      .execute();
    await announceDeletion(within, image.id, tags);
    const freed = await removeManifest(db, image.id, digest, time);
    if (freed === undefined) {
      outcome = { outcome: "absent" };
      return [];
    }
    await refreshImage(db, image.id, { bytes: -freed, tags: -tags.length }, time);
    return [
      ...tags.map((tag) => ({ repository, tag: tag.name, digest: null })),
      { repository, tag: null, digest },
    ];
  });
  return outcome;
}

/** The digest of an index that lists the manifest; undefined where none does. */
async function indexThatLists(
  db: Kysely<Database>,
  imageId: number,
  digest: string,
): Promise<string | undefined> {
  const index = await db
    .selectFrom("manifest_references")
    .select("manifest_digest")
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .where("is_manifest", "=", 1)
    .limit(1)
    .executeTakeFirst();
  return index?.manifest_digest;
}

/**
 * Deletes a manifest if nothing has held it since `until` (RFC 3339). The image's times do not change, as nobody did
 * anything.
 */
export async function deleteUnheldManifest(
  context: ActorContext,
  organizationName: string,
  image: ImageIdentity,
  { digest, until }: { digest: string; until: string },
): Promise<boolean> {
  const repository = `${organizationName}/${image.name}`;
  let found = false;
  await rowsThenFiles(context, async ({ db, clock }) => {
    const time = clock().toISOString();
    const unheld = await db
      .selectFrom("unheld_manifests")
      .select("digest")
      .where("image_id", "=", image.id)
      .where("digest", "=", digest)
      .where("since", "<=", until)
      .executeTakeFirst();
    const freed = unheld && (await removeManifest(db, image.id, digest, time));
    found = freed !== undefined;
    if (freed === undefined) return [];
    await resizeImage(db, image.id, -freed, time);
    return [{ repository, tag: null, digest }];
  });
  return found;
}

/** Answers the bytes freed; undefined where the image has no such manifest. */
async function removeManifest(
  db: Kysely<Database>,
  imageId: number,
  digest: string,
  time: string,
): Promise<number | undefined> {
  const freed = await bytesOfItsOwn(db, imageId, digest);
  const held = await heldBy(db, imageId, digest);
  const { numDeletedRows } = await db
    .deleteFrom("manifests")
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return undefined;
  await release(db, imageId, held, time);
  return freed;
}

interface TagDeletion {
  /** Delete the tag only if it still points at this. */
  digest?: string;
  /** Called in the same transaction; if it throws, the tag stays. */
  record?: (context: ActorContext) => Promise<void>;
}

/** Removes a tag; its manifest stays for its grace (untagged/run.ts). False where there is no such tag. */
export async function deleteTag(
  context: ActorContext,
  organizationName: string,
  image: ImageIdentity,
  tag: string,
  { digest, record }: TagDeletion = {},
): Promise<boolean> {
  const repository = `${organizationName}/${image.name}`;
  let found = true;
  await rowsThenFiles(context, async (within) => {
    const { db, clock } = within;
    const deleted = await db
      .deleteFrom("tags")
      .where("image_id", "=", image.id)
      .where("name", "=", tag)
      .$if(digest !== undefined, (query) => query.where("digest", "=", digest ?? ""))
      .returning("digest")
      .executeTakeFirst();
    found = deleted !== undefined;
    if (!deleted) return [];
    await announceDeletion(within, image.id, [{ name: tag, digest: deleted.digest }]);
    const time = clock().toISOString();
    await release(db, image.id, [deleted.digest], time);
    await refreshImage(db, image.id, { bytes: 0, tags: -1 }, time);
    await record?.(within);
    return [{ repository, tag, digest: null }];
  });
  return found;
}

/**
 * Removes an image with its tags, manifests, grants and what it has of blobs, so that the name's next owner reads nothing of
 * it. Content stays, for other images may have it. An image that is gone already is no error.
 */
export async function deleteImage(
  context: ActorContext,
  organizationName: string,
  image: ImageIdentity,
): Promise<void> {
  const repository = `${organizationName}/${image.name}`;
  const announce = await prepareImageDeletion(context, image.id);
  const organizationId = await findOrganizationId(context.db, repository);
  if (organizationId !== undefined) await emptyLargeImage(context, { ...image, organizationId });
  await rowsThenFiles(context, async (within) => {
    const { db, clock } = within;
    const row = await db.selectFrom("images").select("size").where("id", "=", image.id).executeTakeFirst();
    if (!row) return [];
    await announce(within);
    await recordStored(db, image.id, -row.size, clock().toISOString());
    await db.deleteFrom("images").where("id", "=", image.id).execute();
    await deleteRows(db, organizationName, image.name);
    return [{ repository, tag: null, digest: null }];
  });
}
