/** Deletes of manifests, tags and whole images: rows, then files. */
import { rowsThenFiles } from "../content/rows-then-files.ts";
import type { ActorContext } from "../context.ts";
import { recordStored } from "../statistics/record.ts";
import { bytesOfItsOwn, refreshImage } from "./image-rows.ts";

export interface ImageIdentity {
  id: number;
  name: string;
}

/** Removes a manifest with all tags that point at it. False where the image has none of that digest. */
export async function deleteManifest(
  context: ActorContext,
  organizationName: string,
  image: ImageIdentity,
  digest: string,
): Promise<boolean> {
  const repository = `${organizationName}/${image.name}`;
  let found = true;
  await rowsThenFiles(context, repository, async ({ db, clock }) => {
    const tags = await db
      .selectFrom("tags")
      .select("name")
      .where("image_id", "=", image.id)
      .where("digest", "=", digest)
      .execute();
    const freed = await bytesOfItsOwn(db, image.id, digest);
    const { numDeletedRows } = await db
      .deleteFrom("manifests")
      .where("image_id", "=", image.id)
      .where("digest", "=", digest)
      .executeTakeFirst();
    found = numDeletedRows > 0n;
    if (!found) return [];
    await refreshImage(db, image.id, -freed, clock().toISOString());
    return [
      ...tags.map((tag) => ({ repository, tag: tag.name, digest: null })),
      { repository, tag: null, digest },
    ];
  });
  return found;
}

interface TagDeletion {
  /** Only while the tag points at it. */
  digest?: string;
  /** What is written down in the same transaction; an error it throws keeps the tag. */
  record?: (context: ActorContext) => Promise<void>;
}

/** Removes a tag; its manifest stays. False where there is no such tag. */
export async function deleteTag(
  context: ActorContext,
  organizationName: string,
  image: ImageIdentity,
  tag: string,
  { digest, record }: TagDeletion = {},
): Promise<boolean> {
  const repository = `${organizationName}/${image.name}`;
  let found = true;
  await rowsThenFiles(context, repository, async (within) => {
    const { db, clock } = within;
    const { numDeletedRows } = await db
      .deleteFrom("tags")
      .where("image_id", "=", image.id)
      .where("name", "=", tag)
      .$if(digest !== undefined, (query) => query.where("digest", "=", digest ?? ""))
      .executeTakeFirst();
    found = numDeletedRows > 0n;
    if (!found) return [];
    await refreshImage(db, image.id, 0, clock().toISOString());
    await record?.(within);
    return [{ repository, tag, digest: null }];
  });
  return found;
}

/**
 * Removes an image with its tags, manifests, grants, layer links and uploads. Content stays in the shared blobs, for
 * other images may show it. An image that is gone already is no error.
 */
export async function deleteImage(
  context: ActorContext,
  organizationName: string,
  image: ImageIdentity,
): Promise<void> {
  const repository = `${organizationName}/${image.name}`;
  await rowsThenFiles(context, repository, async ({ db, clock }) => {
    const row = await db.selectFrom("images").select("size").where("id", "=", image.id).executeTakeFirst();
    if (!row) return [];
    await recordStored(db, image.id, -row.size, clock().toISOString());
    await db.deleteFrom("images").where("id", "=", image.id).execute();
    return [{ repository, tag: null, digest: null }];
  });
}
