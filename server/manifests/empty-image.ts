/**
 * Deletes the content of a large image in slices, before the image itself: in one transaction 100 000 manifests would
 * block everybody for seconds. If it is interrupted, the image stays with less in it, and its size counts until it is
 * deleted again.
 */
import type { DeleteResult, Kysely } from "kysely";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { inTransaction } from "../transaction.ts";

/** Rows deleted by one transaction, which takes some 20 ms. An image with fewer is deleted in one go. */
export const SLICE = 200;

interface Emptied {
  id: number;
  name: string;
  organizationId: number;
}

type Db = Kysely<Database>;
type RemoveSlice = (db: Db, image: Emptied) => { executeTakeFirst(): Promise<DeleteResult> };

/** Does nothing to an image that is not large. */
export async function emptyLargeImage(deps: Pick<Deps, "db">, image: Emptied): Promise<void> {
  if (!(await isLarge(deps.db, image))) return;
  await inSlices(() => inTransaction(deps, ({ db }) => removeTags(db, image)));
  for (const removeSlice of [removeReferences, removeManifests, removeBlobs]) {
    await inSlices(() => inTransaction(deps, ({ db }) => countOf(removeSlice(db, image))));
  }
}

/** `remove` answers how many rows it removed. */
async function inSlices(remove: () => Promise<number>): Promise<void> {
  // Other requests get their turn in between.
  while ((await remove()) === SLICE) await new Promise((resolve) => setTimeout(resolve));
}

async function countOf(deletion: ReturnType<RemoveSlice>): Promise<number> {
  return Number((await deletion.executeTakeFirst()).numDeletedRows);
}

const tagsOf = (db: Db, { id }: Emptied) => db.selectFrom("tags").where("image_id", "=", id).limit(SLICE);
const referencesOf = (db: Db, { id }: Emptied) =>
  db.selectFrom("manifest_references").where("image_id", "=", id).limit(SLICE);
const manifestsOf = (db: Db, { id }: Emptied) =>
  db.selectFrom("manifests").where("image_id", "=", id).limit(SLICE);
const blobsOf = (db: Db, { organizationId, name }: Emptied) =>
  db
    .selectFrom("repository_blobs")
    .where("organization_id", "=", organizationId)
    .where("image_name", "=", name)
    .limit(SLICE);

async function isLarge(db: Db, image: Emptied): Promise<boolean> {
  const beyond = await Promise.all([
    tagsOf(db, image).select("digest").offset(SLICE).executeTakeFirst(),
    referencesOf(db, image).select("digest").offset(SLICE).executeTakeFirst(),
    manifestsOf(db, image).select("digest").offset(SLICE).executeTakeFirst(),
    blobsOf(db, image).select("digest").offset(SLICE).executeTakeFirst(),
  ]);
  return beyond.some((row) => row !== undefined);
}

async function removeTags(db: Db, image: Emptied): Promise<number> {
  const count = await countOf(db.deleteFrom("tags").where("id", "in", tagsOf(db, image).select("id")));
  await db
    .updateTable("images")
    .set(({ eb }) => ({ tag_count: eb("tag_count", "-", count) }))
    .where("id", "=", image.id)
    .execute();
  return count;
}

const removeReferences: RemoveSlice = (db, image) =>
  db
    .deleteFrom("manifest_references")
    .where("image_id", "=", image.id)
    .where(({ eb, refTuple }) =>
      eb(
        refTuple("manifest_digest", "digest"),
        "in",
        referencesOf(db, image).select(["manifest_digest", "digest"]).$asTuple("manifest_digest", "digest"),
      ),
    );

const removeManifests: RemoveSlice = (db, image) =>
  db
    .deleteFrom("manifests")
    .where("image_id", "=", image.id)
    .where("digest", "in", manifestsOf(db, image).select("digest"));

const removeBlobs: RemoveSlice = (db, image) =>
  db
    .deleteFrom("repository_blobs")
    .where("organization_id", "=", image.organizationId)
    .where("image_name", "=", image.name)
    .where("digest", "in", blobsOf(db, image).select("digest"));
