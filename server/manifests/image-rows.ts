/** The rows of an image that a push or a delete changes, inside the transaction of its caller. */

import type { Kysely } from "kysely";
import type { ActorContext, Context } from "../context.ts";
import { sumOf } from "../db/aggregates.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import { announcePush } from "../deliveries/announce.ts";
import { fireTriggers } from "../firings/fire.ts";
import { recordStored } from "../statistics/record.ts";
import { askForCopies, askForCopiesOf } from "../sync-records/ask.ts";
import { hold, release, startGrace } from "./holds.ts";
import type { ManifestContent, Reference } from "./manifest-content.ts";
import { imageNamed, type Repository } from "./repository.ts";

export interface Push {
  repository: Repository;
  digest: string;
  tags: readonly string[];
  content: ManifestContent;
  /** What of it the image has from now on. */
  references: Reference[];
  /** Bytes of what the manifest names. */
  size: number;
  /** RFC 3339 */
  time: string;
}

/**
 * Records a push. Answers whether more is stored than before; undefined, with nothing recorded, where the organization
 * was deleted meanwhile.
 */
export async function recordPush(context: Context, push: Push): Promise<boolean | undefined> {
  const imageId = await upsertImage(context, push);
  if (imageId === undefined) return undefined;
  const isNew = await insertManifest(context, imageId, push);
  const bytes = isNew
    ? await bytesOfItsOwn(context.db, imageId, push.digest)
    : await insertForeign(context.db, imageId, push);
  let tags = 0;
  for (const tag of push.tags) tags += await upsertTag(context, imageId, tag, push);
  const { subjectDigest } = push.content;
  if (subjectDigest !== undefined) await askForCopiesOf(context, imageId, subjectDigest);
  await refreshImage(context.db, imageId, { bytes, tags }, push.time);
  return isNew || bytes > 0;
}

/** The image's id. The first push makes the image: private, of the category `other`. */
async function upsertImage({ db, caller }: Context, push: Push): Promise<number | undefined> {
  const { organization, imageName } = push.repository;
  const [known] = await imageNamed(db, organization.id, imageName);
  if (known) return known.id;
  const stillThere = await db
    .selectFrom("organizations")
    .select("id")
    .where("id", "=", organization.id)
    .executeTakeFirst();
  if (!stillThere) return undefined;
  const { id } = await db
    .insertInto("images")
    .values({
      organization_id: organization.id,
      account_id: organization.account_id,
      name: imageName,
      category: "other",
      description: "",
      is_public: 0,
      creator_id: caller.user.id,
      creator_name: caller.user.name,
      size: 0,
      tag_count: 0,
      download_count: 0,
      created_at: push.time,
      updated_at: push.time,
    })
    // Another process may have made the image since it was looked up.
    .onConflict((conflict) =>
      conflict.columns(["organization_id", "name"]).doUpdateSet({ updated_at: push.time }),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** False where it is there already. */
async function insertManifest(context: Context, imageId: number, push: Push): Promise<boolean> {
  const { db } = context;
  const { digest, content, references, size, time } = push;
  const isTagged = push.tags.length > 0;
  const [inserted] = await insertIfAbsent(
    db,
    imageId,
    digest,
    content.mediaType,
    content.text,
    size,
    content.configDigest ?? null,
    content.subjectDigest ?? null,
    content.artifactType ?? null,
    content.subjectDigest && content.annotations ? JSON.stringify(content.annotations) : null,
    time,
  );
  if (!inserted) {
    await startGrace(context, imageId, digest, { isNew: false, isTagged });
    return false;
  }
  if (references.length > 0) await insertReferences(db, imageId, digest, references);
  await startGrace(context, imageId, digest, { isNew: true, isTagged });
  return true;
}

/**
 * Of a manifest that the image has, some clients push foreign layers only later, and then the manifest again. Answers
 * the bytes that the image has more.
 */
async function insertForeign(
  db: Kysely<Database>,
  imageId: number,
  { digest, references }: Push,
): Promise<number> {
  const foreign = references.filter(({ isForeign }) => isForeign);
  if (foreign.length === 0) return 0;
  const before = await bytesOfItsOwn(db, imageId, digest);
  await insertReferences(db, imageId, digest, foreign);
  return (await bytesOfItsOwn(db, imageId, digest)) - before;
}

/** Those that are there already stay. */
async function insertReferences(
  db: Kysely<Database>,
  imageId: number,
  digest: string,
  references: readonly Reference[],
): Promise<void> {
  const rows = references.map((reference) => ({
    image_id: imageId,
    manifest_digest: digest,
    digest: reference.digest,
    size: reference.size,
    is_manifest: reference.isManifest ? (1 as const) : (0 as const),
  }));
  await db
    .insertInto("manifest_references")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const insertIfAbsent = prepared(
  (
    db,
    image_id: Param<number>,
    digest: Param<string>,
    media_type: Param<string>,
    content: Param<string>,
    size: Param<number>,
    config_digest: Param<string | null>,
    subject_digest: Param<string | null>,
    artifact_type: Param<string | null>,
    annotations: Param<string | null>,
    created_at: Param<string>,
  ) =>
    db
      .insertInto("manifests")
      .values({
        image_id,
        digest,
        media_type,
        content,
        size,
        config_digest,
        subject_digest,
        artifact_type,
        annotations,
        created_at,
      })
      .onConflict((conflict) => conflict.columns(["image_id", "digest"]).doNothing())
      .returning("digest"),
);

/** The only function that points a tag at a manifest. Answers how many tags were added: one or none. */
export async function upsertTag(
  context: ActorContext,
  imageId: number,
  name: string,
  { digest, time }: Pick<Push, "digest" | "time">,
): Promise<number> {
  const { db } = context;
  const before = await digestOfTag(db, imageId, name);
  await pointTag(db, imageId, name, digest, time);
  const pushed = { name, digest, previousDigest: before };
  await fireTriggers(context, imageId, pushed);
  await askForCopies(context, imageId, pushed);
  await announcePush(context, imageId, pushed);
  await hold(context, imageId, digest);
  if (before !== undefined && before !== digest) await release(context, imageId, [before]);
  return before === undefined ? 1 : 0;
}

const pointTag = prepared(
  (db, image_id: Param<number>, name: Param<string>, digest: Param<string>, time: Param<string>) =>
    db
      .insertInto("tags")
      .values({ image_id, name, digest, created_at: time, updated_at: time })
      .onConflict((conflict) =>
        conflict.columns(["image_id", "name"]).doUpdateSet({ digest, updated_at: time }),
      ),
);

/** Undefined where the image has no such tag. */
export async function digestOfTag(
  db: Kysely<Database>,
  imageId: number,
  name: string,
): Promise<string | undefined> {
  const [tag] = await tagNamed(db, imageId, name);
  return tag?.digest;
}

const tagNamed = prepared((db, imageId: Param<number>, name: Param<string>) =>
  db.selectFrom("tags").select("digest").where("image_id", "=", imageId).where("name", "=", name),
);

/**
 * Bytes of the blobs that no other manifest of the image names: what the manifest adds to the image's size, and what is
 * freed with it. So the size is kept without summing over all manifests at each push.
 */
export async function bytesOfItsOwn(db: Kysely<Database>, imageId: number, digest: string): Promise<number> {
  const [own] = await sumOfItsOwn(db, imageId, digest);
  return own?.bytes ?? 0;
}

const sumOfItsOwn = prepared((db, imageId: Param<number>, digest: Param<string>) =>
  db
    .selectFrom("manifest_references as own")
    .select(({ ref }) => sumOf(ref("own.size")).as("bytes"))
    .where("own.image_id", "=", imageId)
    .where("own.manifest_digest", "=", digest)
    .where("own.is_manifest", "=", 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("manifest_references as other")
            .select("other.digest")
            .whereRef("other.image_id", "=", "own.image_id")
            .whereRef("other.digest", "=", "own.digest")
            .where("other.is_manifest", "=", 0)
            .whereRef("other.manifest_digest", "!=", "own.manifest_digest"),
        ),
      ),
    ),
);

/** Updates what lists show of an image: `bytes` and `tags` are added to its size and count, and may be negative. */
export async function refreshImage(
  db: Kysely<Database>,
  imageId: number,
  { bytes, tags }: { bytes: number; tags: number },
  time: string,
): Promise<void> {
  await touchImage(db, imageId, tags, time);
  await resizeImage(db, imageId, bytes, time);
}

const touchImage = prepared((db, imageId: Param<number>, tags: Param<number>, time: Param<string>) =>
  db
    .updateTable("images")
    .set(({ eb }) => ({ tag_count: eb("tag_count", "+", tags), updated_at: time }))
    .where("id", "=", imageId),
);

/** Changes the size alone, where nobody changed the image. */
export async function resizeImage(
  db: Kysely<Database>,
  imageId: number,
  added: number,
  time: string,
): Promise<void> {
  if (added === 0) return;
  await db
    .updateTable("images")
    .set(({ eb }) => ({ size: eb("size", "+", added) }))
    .where("id", "=", imageId)
    .execute();
  await recordStored(db, imageId, added, time);
}
