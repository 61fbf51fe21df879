import type { Context } from "../context.ts";
import { findListed } from "./hold-rows.ts";
import { releaseHeldBy } from "./holds.ts";
import { bytesOfItsOwn } from "./image-rows.ts";

/**
 * Deletes a manifest, with tags that point at it, in the transaction of its caller. Answers the bytes freed, which are still
 * counted in the image's size; undefined where the image has no such manifest.
 */
export async function removeManifest(
  context: Pick<Context, "db" | "clock">,
  imageId: number,
  digest: string,
): Promise<number | undefined> {
  const { db } = context;
  const freed = await bytesOfItsOwn(db, imageId, digest);
  const listed = (await findListed(db, imageId, digest)).map((row) => row.digest);
  const { numDeletedRows } = await db
    .deleteFrom("manifests")
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return undefined;
  await releaseHeldBy(context, imageId, { digest, listed });
  return freed;
}
