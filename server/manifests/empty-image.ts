/**
 * What a large image has goes in slices, before the image itself: in one transaction 100 000 manifests would hold everybody
 * up for seconds. One that is interrupted leaves an image with less in it, whose size counts until it is deleted again.
 */
import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { inTransaction } from "../transaction.ts";

/** Rows of one transaction: some 20 ms. Fewer go with the image. */
export const SLICE = 200;

interface Emptied {
  id: number;
  name: string;
  organizationId: number;
}

type Db = Kysely<Database>;
type RemoveSlice = (db: Db, image: Emptied) => Promise<number>;

/** Nothing is done to an image that is not large. */
export async function emptyLargeImage(deps: Pick<Deps, "db">, image: Emptied): Promise<void> {
  if (!(await isLarge(deps.db, image))) return;
  for (const removeSlice of [removeTags, removeReferences, removeManifests, removeBlobs]) {
    while ((await inTransaction(deps, ({ db }) => removeSlice(db, image))) === SLICE) {
      // The others' turn.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
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

const removeTags: RemoveSlice = async (db, image) => {
  const { numDeletedRows } = await db
    .deleteFrom("tags")
    .where("id", "in", tagsOf(db, image).select("id"))
    .executeTakeFirst();
  await db
    .updateTable("images")
    .set(({ eb }) => ({ tag_count: eb("tag_count", "-", Number(numDeletedRows)) }))
    .where("id", "=", image.id)
    .execute();
  return Number(numDeletedRows);
};

const removeReferences: RemoveSlice = async (db, image) => {
  const { numDeletedRows } = await db
    .deleteFrom("manifest_references")
    .where("image_id", "=", image.id)
    .where(({ eb, refTuple }) =>
      eb(
        refTuple("manifest_digest", "digest"),
        "in",
        referencesOf(db, image).select(["manifest_digest", "digest"]).$asTuple("manifest_digest", "digest"),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
};

const removeManifests: RemoveSlice = async (db, image) => {
  const { numDeletedRows } = await db
    .deleteFrom("manifests")
    .where("image_id", "=", image.id)
    .where("digest", "in", manifestsOf(db, image).select("digest"))
    .executeTakeFirst();
  return Number(numDeletedRows);
};

const removeBlobs: RemoveSlice = async (db, image) => {
  const { numDeletedRows } = await db
    .deleteFrom("repository_blobs")
    .where("organization_id", "=", image.organizationId)
    .where("image_name", "=", image.name)
    .where("digest", "in", blobsOf(db, image).select("digest"))
    .executeTakeFirst();
  return Number(numDeletedRows);
};
