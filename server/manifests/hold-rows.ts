/** The statements of holds.ts. Each looks at the rows of one manifest, or of a list that its caller keeps short. */
import { type Expression, expressionBuilder, type Kysely } from "kysely";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import { inOrderOf, isInList } from "../db/sqlite/lists.ts";

/** Referrers of a manifest, or indexes that list it, looked at in one go: others may have any number of them. */
export const PAGE = 500;

const { and, exists, not, selectFrom } = expressionBuilder<Database>();

/** The manifest is unheld from now on. */
export const insertUnheld = prepared(
  (db, image_id: Param<number>, digest: Param<string>, since: Param<string>) =>
    db.insertInto("unheld_manifests").values({ image_id, digest, since }),
);

/** Of the digests (a JSON list), those that the image has, no tag holds and nobody called unheld yet, now are. */
export const insertReleased = prepared(
  (db, imageId: Param<number>, digests: Param<string>, time: Param<string>) =>
    db
      .insertInto("unheld_manifests")
      .columns(["image_id", "digest", "since"])
      .expression(
        selectFrom(inOrderOf<string>(digests).as("lost"))
          .crossJoin("manifests as held")
          .select([imageId.as("image_id"), "held.digest", time.as("since")])
          .where("held.image_id", "=", imageId)
          .whereRef("held.digest", "=", "lost.value")
          .where(({ ref }) =>
            and([not(isTagged(imageId, ref("held.digest"))), not(isUnheld(imageId, ref("held.digest")))]),
          ),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning("digest"),
);

/** Of the digests (a JSON list), those that were unheld are so no more. */
export const deleteUnheld = prepared((db, imageId: Param<number>, digests: Param<string>) =>
  db
    .deleteFrom("unheld_manifests")
    .where("image_id", "=", imageId)
    .where(({ ref }) => isInList(ref("digest"), digests))
    .returning("digest"),
);

/** Of the digests (a JSON list), those unheld are so since `since`. */
export const renewUnheld = prepared(
  (db, imageId: Param<number>, digests: Param<string>, since: Param<string>) =>
    db
      .updateTable("unheld_manifests")
      .set({ since })
      .where("image_id", "=", imageId)
      .where(({ ref }) => isInList(ref("digest"), digests))
      .where("since", "<", since)
      .returning("digest"),
);

/** Since when nothing holds the manifest. */
export const findUnheld = prepared((db, imageId: Param<number>, digest: Param<string>) =>
  db
    .selectFrom("unheld_manifests")
    .select("since")
    .where("image_id", "=", imageId)
    .where("digest", "=", digest),
);

/** Whether the image has the manifest, and something holds it. */
export async function isHeld(db: Kysely<Database>, imageId: number, digest: string): Promise<boolean> {
  return (await findHeld(db, imageId, digest)).length > 0;
}

const findHeld = prepared((db, imageId: Param<number>, digest: Param<string>) =>
  db
    .selectFrom("manifests")
    .select("digest")
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .where(not(isUnheld(imageId, digest))),
);

/** What an index lists: of bounded length (manifest-content.ts). */
export const findListed = prepared((db, imageId: Param<number>, digest: Param<string>) =>
  db
    .selectFrom("manifest_references")
    .select("digest")
    .where("image_id", "=", imageId)
    .where("manifest_digest", "=", digest)
    .where("is_manifest", "=", 1),
);

/** A page of what has the manifest as its subject. */
export const findReferrers = prepared(
  (db, imageId: Param<number>, digest: Param<string>, after: Param<string>) =>
    db
      .selectFrom("manifests")
      .select("digest")
      .where("image_id", "=", imageId)
      .where("subject_digest", "=", digest)
      .where("digest", ">", after)
      .orderBy("digest")
      .limit(PAGE),
);

/** A page of what names the manifest: indexes that list it, with whether each is held, or others of which it is a layer. */
export const findNaming = prepared(
  (db, imageId: Param<number>, digest: Param<string>, after: Param<string>) =>
    db
      .selectFrom("manifest_references as naming")
      .select(["naming.manifest_digest as digest", "naming.is_manifest"])
      .select(({ ref }) => isUnheld(imageId, ref("naming.manifest_digest")).as("is_unheld"))
      .where("naming.image_id", "=", imageId)
      .where("naming.digest", "=", digest)
      .where("naming.manifest_digest", ">", after)
      .orderBy("naming.manifest_digest")
      .limit(PAGE),
);

/** The subject of the manifest, if something holds it. */
export const findHeldSubject = prepared((db, imageId: Param<number>, digest: Param<string>) =>
  db
    .selectFrom("manifests as own")
    .innerJoin("manifests as subject", "subject.digest", "own.subject_digest")
    .select("subject.digest")
    .where("own.image_id", "=", imageId)
    .where("own.digest", "=", digest)
    .where("subject.image_id", "=", imageId)
    .where(({ ref }) => not(isUnheld(imageId, ref("subject.digest")))),
);

function isTagged(imageId: Param<number>, digest: Expression<string>) {
  return exists(selectFrom("tags").select("id").where("image_id", "=", imageId).where("digest", "=", digest));
}

function isUnheld(imageId: Param<number>, digest: Expression<string>) {
  return exists(
    selectFrom("unheld_manifests as other")
      .select("other.digest")
      .where("other.image_id", "=", imageId)
      .where("other.digest", "=", digest),
  );
}
