import type { Kysely } from "kysely";
import type { ActorContext } from "../context.ts";
import type { Database } from "../db/schema.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import { inSlices, SLICE } from "../jobs/remove-in-slices.ts";
import { recordChanges } from "./file-changes.ts";

interface Emptied {
  id: number;
  name: string;
}

/**
 * Deletes in slices what pushes without an end left in an organization without images: with the organization, in one
 * transaction, a hundred thousand rows would block everybody. Does nothing where that is little.
 */
export async function emptyOrganization(context: ActorContext, organization: Emptied): Promise<void> {
  for (const deleteSlice of [deleteBlobs, deleteUploads]) {
    // A push may have made one between two slices, of what would go with the next.
    const deleteSome = async (within: ActorContext) =>
      (await hasImages(within.db, organization.id)) ? 0 : await deleteSlice(within, organization);
    await inSlices(context, deleteSome);
  }
}

export async function hasImages(db: Kysely<Database>, organizationId: number): Promise<boolean> {
  const image = await db
    .selectFrom("images")
    .select("id")
    .where("organization_id", "=", organizationId)
    .limit(1)
    .executeTakeFirst();
  return image !== undefined;
}

/** Each answers how many rows it deleted: none of fewer than a slice. */
async function deleteBlobs(within: ActorContext, { id, name }: Emptied): Promise<number> {
  const { db } = within;
  const rows = await db
    .selectFrom("repository_blobs")
    .select(["image_name", "digest"])
    .where("organization_id", "=", id)
    .orderBy("image_name")
    .orderBy("digest")
    .limit(SLICE)
    .execute();
  if (rows.length < SLICE) return 0;
  for (const { image_name, digest } of rows) {
    await db
      .deleteFrom("repository_blobs")
      .where("organization_id", "=", id)
      .where("image_name", "=", image_name)
      .where("digest", "=", digest)
      .execute();
  }
  // Of the last one there may be more.
  const last = rows.at(-1)?.image_name;
  const emptied = new Set(rows.map(({ image_name }) => image_name).filter((it) => it !== last));
  const parts = rows.filter(({ image_name }) => image_name === last);
  await recordChanges(within, [
    ...[...emptied].map((it) => ({ repository: `${name}/${it}`, tag: null, digest: null })),
    ...parts.map(({ digest }) => ({ repository: `${name}/${last}`, tag: null, digest })),
  ]);
  return rows.length;
}

async function deleteUploads({ db }: ActorContext, { id }: Emptied): Promise<number> {
  const uploads = await db
    .selectFrom("uploads")
    .select("id")
    .where("organization_id", "=", id)
    .limit(SLICE)
    .execute();
  if (uploads.length < SLICE) return 0;
  const ids = uploads.map((upload) => upload.id);
  await db
    .deleteFrom("uploads")
    .where(({ ref }) => isOneOf(ref("id"), ids))
    .execute();
  return ids.length;
}
