/**
 * Deletes the content of a large image in slices, before the image itself: in one transaction 100 000 manifests would
 * block everybody for seconds. If it is interrupted, the image stays with less in it, until it is deleted again; the links
 * of what is gone follow all the same.
 */
import type { ExpressionBuilder, Kysely } from "kysely";
import { recordChanges } from "../content/file-changes.ts";
import { countRows } from "../db/aggregates.ts";
import type { Database } from "../db/schema.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import type { Deps } from "../deps.ts";
import { inSlices, SLICE } from "../jobs/remove-in-slices.ts";
import { release } from "./holds.ts";
import { resizeImage } from "./image-rows.ts";
import { removeManifest } from "./remove-manifest.ts";

/** Manifests deleted by one transaction, unless they name more than that many others. */
const MANIFESTS = 50;
const NAMED = 2000;

interface Emptied {
  id: number;
  name: string;
  organizationId: number;
  /** `organization/image` */
  repository: string;
}

type Db = Kysely<Database>;
type Needs = Pick<Deps, "db" | "clock">;

/** False, with nothing done, for an image with less of everything than a slice: it is deleted in one go. */
export async function emptyLargeImage(deps: Needs, image: Emptied): Promise<boolean> {
  if (!(await isLarge(deps.db, image))) return false;
  for (const removeSlice of [
    removeTagsAndManifests,
    removeSteps,
    removeBlobs,
    removeUploads,
    removeFrom("sync_records"),
    removeFrom("retention_log"),
  ]) {
    // Once it is gone, its name may be another's.
    const removeOfImage = async (within: Needs) =>
      (await isThere(within.db, image)) ? await removeSlice(within, image) : 0;
    await inSlices(deps, removeOfImage);
  }
  return true;
}

async function isThere(db: Db, { id }: Emptied): Promise<boolean> {
  const row = await db.selectFrom("images").select("id").where("id", "=", id).executeTakeFirst();
  return row !== undefined;
}

const tagsOf = (db: Db, { id }: Emptied) => db.selectFrom("tags").where("image_id", "=", id).limit(SLICE);
const referencesOf = (db: Db, { id }: Emptied) =>
  db.selectFrom("manifest_references").where("image_id", "=", id).limit(SLICE);
const manifestsOf = (db: Db, { id }: Emptied) =>
  db.selectFrom("manifests").where("image_id", "=", id).limit(MANIFESTS);
const stepsOf = (db: Db, { id }: Emptied) =>
  db.selectFrom("hold_steps").where("image_id", "=", id).limit(SLICE);
const blobsOf = (db: Db, { organizationId, name }: Emptied) =>
  db
    .selectFrom("repository_blobs")
    .where("organization_id", "=", organizationId)
    .where("image_name", "=", name)
    .limit(SLICE);

const uploadsOf = (db: Db, { organizationId, name }: Emptied) =>
  db
    .selectFrom("uploads")
    .where("organization_id", "=", organizationId)
    .where("image_name", "=", name)
    .limit(SLICE);

type History = "sync_records" | "retention_log";

const historyOf = (db: Db, { id }: Emptied, table: History) =>
  db.selectFrom(table).where("image_id", "=", id).limit(SLICE);

async function isLarge(db: Db, image: Emptied): Promise<boolean> {
  const beyond = await Promise.all([
    tagsOf(db, image).select("digest").offset(SLICE).executeTakeFirst(),
    referencesOf(db, image).select("digest").offset(SLICE).executeTakeFirst(),
    manifestsOf(db, image).select("digest").offset(SLICE).executeTakeFirst(),
    stepsOf(db, image).select("digest").offset(SLICE).executeTakeFirst(),
    blobsOf(db, image).select("digest").offset(SLICE).executeTakeFirst(),
    uploadsOf(db, image).select("id").offset(SLICE).executeTakeFirst(),
    historyOf(db, image, "sync_records").select("id").offset(SLICE).executeTakeFirst(),
    historyOf(db, image, "retention_log").select("id").offset(SLICE).executeTakeFirst(),
  ]);
  return beyond.some((row) => row !== undefined);
}

/** Each answers how many rows it removed. Tags come first, also those set meanwhile: with a manifest they would go uncounted. */
async function removeTagsAndManifests(within: Needs, image: Emptied): Promise<number> {
  const tags = await removeTags(within, image);
  return tags < SLICE ? tags + (await removeManifests(within, image)) : tags;
}

async function removeTags(within: Needs, image: Emptied): Promise<number> {
  const { db } = within;
  const tags = await tagsOf(db, image).select(["id", "name", "digest"]).execute();
  if (tags.length === 0) return 0;
  const ids = tags.map(({ id }) => id);
  await db
    .deleteFrom("tags")
    .where(({ ref }) => isOneOf(ref("id"), ids))
    .execute();
  await release(within, image.id, [...new Set(tags.map(({ digest }) => digest))]);
  await db
    .updateTable("images")
    .set(({ eb }) => ({ tag_count: eb("tag_count", "-", tags.length) }))
    .where("id", "=", image.id)
    .execute();
  const { repository } = image;
  await recordChanges(
    within,
    tags.map(({ name }) => ({ repository, tag: name, digest: null })),
  );
  return tags.length;
}

async function removeManifests(within: Needs, image: Emptied): Promise<number> {
  const { db, clock } = within;
  const manifests = await manifestsOf(db, image)
    .select("digest")
    .select(({ selectFrom }) =>
      selectFrom("manifest_references as references")
        .select(countRows().as("count"))
        .where("references.image_id", "=", image.id)
        .whereRef("references.manifest_digest", "=", "manifests.digest")
        .as("names"),
    )
    .execute();
  let freed = 0;
  let named = 0;
  const removed: string[] = [];
  for (const { digest, names } of manifests) {
    if (named >= NAMED) break;
    named += names ?? 0;
    freed += (await removeManifest(within, image.id, digest)) ?? 0;
    removed.push(digest);
  }
  await recordDigests(within, image, removed);
  await resizeImage(db, image.id, -freed, clock().toISOString());
  return manifests.length;
}

async function removeSteps({ db }: Needs, image: Emptied): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("hold_steps")
    .where("image_id", "=", image.id)
    .where(({ eb, refTuple }) =>
      eb(
        refTuple("turn", "digest"),
        "in",
        stepsOf(db, image).select(["turn", "digest"]).$asTuple("turn", "digest"),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Not what a push since the last slice of manifests names: should the delete end here, it was pushed for good. */
async function removeBlobs(within: Needs, image: Emptied): Promise<number> {
  const { db } = within;
  const removed = await db
    .deleteFrom("repository_blobs")
    .where("organization_id", "=", image.organizationId)
    .where("image_name", "=", image.name)
    .where("digest", "in", blobsOf(db, image).select("digest").where(isUnnamed(image)))
    .returning("digest")
    .execute();
  const digests = removed.map(({ digest }) => digest);
  await recordDigests(within, image, digests);
  return digests.length;
}

async function recordDigests(
  within: Needs,
  { repository }: Emptied,
  digests: readonly string[],
): Promise<void> {
  await recordChanges(
    within,
    digests.map((digest) => ({ repository, tag: null, digest })),
  );
}

function isUnnamed({ id }: Emptied) {
  return ({ not, exists, selectFrom }: ExpressionBuilder<Database, "repository_blobs">) => {
    const named = selectFrom("manifest_references as named")
      .select("named.digest")
      .where("named.image_id", "=", id)
      .whereRef("named.digest", "=", "repository_blobs.digest");
    return not(exists(named));
  };
}

async function removeUploads({ db }: Needs, image: Emptied): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("uploads")
    .where("id", "in", uploadsOf(db, image).select("id"))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function removeFrom(table: History) {
  return async ({ db }: Needs, image: Emptied): Promise<number> => {
    const { numDeletedRows } = await db
      .deleteFrom(table)
      .where("id", "in", historyOf(db, image, table).select("id"))
      .executeTakeFirst();
    return Number(numDeletedRows);
  };
}
