/** Deletes of manifests, tags and whole images: rows, then files. */
import type { Kysely } from "kysely";
import { deleteRows, findOrganizationId } from "../content/blob-rows.ts";
import { forgetChanges, type NewChange } from "../content/file-changes.ts";
import { rowsThenFiles } from "../content/rows-then-files.ts";
import type { ActorContext } from "../context.ts";
import type { Database } from "../db/schema.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import { announceDeletion, prepareImageDeletion } from "../deliveries/announce.ts";
import { SLICE } from "../jobs/remove-in-slices.ts";
import { recordStored } from "../statistics/record.ts";
import { emptyLargeImage } from "./empty-image.ts";
import { areStepsLeft } from "./hold-steps.ts";
import { release } from "./holds.ts";
import { refreshImage, resizeImage } from "./image-rows.ts";
import { removeManifest } from "./remove-manifest.ts";

export interface ImageIdentity {
  id: number;
  name: string;
}

export type DeleteManifestOutcome =
  | { outcome: "deleted" }
  | { outcome: "absent" }
  /** An index lists the manifest, and could not be pulled without it. */
  | { outcome: "listed"; by: string };

/**
 * Removes a manifest with all tags that point at it. Of many tags, those beyond a slice go first, each slice by itself, so that
 * nobody waits long.
 */
export async function deleteManifest(
  context: ActorContext,
  organizationName: string,
  image: ImageIdentity,
  digest: string,
): Promise<DeleteManifestOutcome> {
  const repository = `${organizationName}/${image.name}`;
  let outcome: DeleteManifestOutcome | undefined;
  while (!outcome) {
    await rowsThenFiles(context, async (within) => {
      const { db, clock } = within;
      const by = await indexThatLists(db, image.id, digest);
      if (by !== undefined) {
        outcome = { outcome: "listed", by };
        return [];
      }
      const tags = await deleteSomeTags(within, image.id, digest);
      const changes: NewChange[] = tags.map((tag) => ({ repository, tag, digest: null }));
      const areAll = tags.length < SLICE;
      const freed = areAll ? await removeManifest(within, image.id, digest) : 0;
      if (areAll) outcome = { outcome: freed === undefined ? "absent" : "deleted" };
      // Should it end here, nothing may hold the manifest any more.
      else await release(within, image.id, [digest]);
      if (freed === undefined) return [];
      await refreshImage(db, image.id, { bytes: -freed, tags: -tags.length }, clock().toISOString());
      return areAll ? [...changes, { repository, tag: null, digest }] : changes;
    });
  }
  return outcome;
}

/** Deletes up to SLICE tags of the manifest, and answers their names. */
async function deleteSomeTags(within: ActorContext, imageId: number, digest: string): Promise<string[]> {
  const { db } = within;
  const tags = await db
    .selectFrom("tags")
    .select(["id", "name", "digest"])
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .limit(SLICE)
    .execute();
  await announceDeletion(within, imageId, tags);
  const ids = tags.map(({ id }) => id);
  await db
    .deleteFrom("tags")
    .where(({ ref }) => isOneOf(ref("id"), ids))
    .execute();
  return tags.map(({ name }) => name);
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
 * Deletes a manifest if nothing has held it since `until` (RFC 3339), and no change of the image's holds is still looked
 * at. The image's times do not change, as nobody did anything.
 */
export async function deleteUnheldManifest(
  context: ActorContext,
  organizationName: string,
  image: ImageIdentity,
  { digest, until }: { digest: string; until: string },
): Promise<boolean> {
  const repository = `${organizationName}/${image.name}`;
  let found = false;
  await rowsThenFiles(context, async (within) => {
    const { db, clock } = within;
    const unheld = await db
      .selectFrom("unheld_manifests")
      .select("digest")
      .where("image_id", "=", image.id)
      .where("digest", "=", digest)
      .where("since", "<=", until)
      .executeTakeFirst();
    const mayGo = unheld && !(await areStepsLeft(db, image.id));
    const freed = mayGo ? await removeManifest(within, image.id, digest) : undefined;
    found = freed !== undefined;
    if (freed === undefined) return [];
    await resizeImage(db, image.id, -freed, clock().toISOString());
    return [{ repository, tag: null, digest }];
  });
  return found;
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
    await release(within, image.id, [deleted.digest]);
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
  const wasLarge =
    organizationId !== undefined &&
    (await emptyLargeImage(context, { ...image, organizationId, repository }));
  await rowsThenFiles(context, async (within) => {
    const { db, clock } = within;
    const row = await db.selectFrom("images").select("size").where("id", "=", image.id).executeTakeFirst();
    if (!row) return [];
    await announce(within);
    await recordStored(db, image.id, -row.size, clock().toISOString());
    await db.deleteFrom("images").where("id", "=", image.id).execute();
    await deleteRows(db, organizationName, image.name);
    if (wasLarge) await forgetChanges(db, repository);
    return [{ repository, tag: null, digest: null }];
  });
}
