/**
 * What holds a manifest: a tag, a held index that lists it, or a held manifest that is its `subject` (for signatures
 * and SBOMs). A row of `unheld_manifests` says since when nothing holds it. Every change of tags and manifests keeps
 * these rows right in its own transaction, and looks only at what it affects. Counting holds would not do, as holds may
 * form a circle: an index may have a manifest that it lists as its subject. The joins are cross joins, whose order
 * SQLite keeps: left alone it would begin with all references of the image.
 */
import { type Expression, expressionBuilder, type Kysely, type SqlBool } from "kysely";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import { isInList } from "../db/sqlite/lists.ts";

/** Of these manifests, those held by a tag or a held manifest count as held from now on, with everything they hold. */
export async function hold(db: Kysely<Database>, imageId: number, digests: readonly string[]): Promise<void> {
  await deleteHeld(db, imageId, JSON.stringify(digests));
}

const deleteHeld = prepared((db, imageId: Param<number>, digests: Param<string>) =>
  unheldFrom(db, imageId, (digest) => and([isInList(digest, digests), isHeld(imageId, digest)]))
    .deleteFrom("unheld_manifests")
    .where("image_id", "=", imageId)
    .where("digest", "in", ({ selectFrom }) => selectFrom("reached").select("digest")),
);

/**
 * These manifests have lost a hold, at `time` (RFC 3339). First they and all they hold, up to the next tag, count as
 * unheld; then those that something else holds count as held again.
 */
export async function release(
  db: Kysely<Database>,
  imageId: number,
  digests: readonly string[],
  time: string,
): Promise<void> {
  const released = await insertReleased(db, imageId, JSON.stringify(digests), time);
  const again = released.map(({ digest }) => digest);
  if (again.length > 0) await hold(db, imageId, again);
}

const insertReleased = prepared((db, imageId: Param<number>, digests: Param<string>, time: Param<string>) =>
  db
    .withRecursive("reached(digest)", (query) =>
      query
        .selectFrom("manifests as held")
        .select("held.digest")
        .where("held.image_id", "=", imageId)
        .where(({ ref }) => isInList(ref("held.digest"), digests))
        .where(({ ref }) => isHeldByNoTag(imageId, ref("held.digest")))
        .union(
          query
            .selectFrom("reached")
            .crossJoin("manifest_references as listed")
            .crossJoin("manifests as held")
            .select("held.digest")
            .where("listed.image_id", "=", imageId)
            .whereRef("listed.manifest_digest", "=", "reached.digest")
            .where("listed.is_manifest", "=", 1)
            .where("held.image_id", "=", imageId)
            .whereRef("held.digest", "=", "listed.digest")
            .where(({ ref }) => isHeldByNoTag(imageId, ref("held.digest"))),
        )
        .union(
          query
            .selectFrom("reached")
            .crossJoin("manifests as held")
            .select("held.digest")
            .where("held.image_id", "=", imageId)
            .whereRef("held.subject_digest", "=", "reached.digest")
            .where(({ ref }) => isHeldByNoTag(imageId, ref("held.digest"))),
        ),
    )
    .insertInto("unheld_manifests")
    .columns(["image_id", "digest", "since"])
    .expression(({ selectFrom }) =>
      selectFrom("reached").select([imageId.as("image_id"), "digest", time.as("since")]),
    )
    .returning("digest"),
);

/**
 * A manifest was pushed. If nothing holds it, its grace begins anew at `time`, and so does that of what it holds: an
 * index keeps its platforms as long as it stays itself. A manifest that gets a tag in this transaction needs no grace.
 */
export async function startGrace(
  db: Kysely<Database>,
  imageId: number,
  digest: string,
  { isNew, isTagged, time }: { isNew: boolean; isTagged: boolean; time: string },
): Promise<void> {
  if (isNew) await insertUnheld(db, imageId, digest, time);
  if (isTagged) return;
  if (isNew) await hold(db, imageId, [digest]);
  await renewUnheld(db, imageId, digest, time);
}

const insertUnheld = prepared((db, image_id: Param<number>, digest: Param<string>, since: Param<string>) =>
  db.insertInto("unheld_manifests").values({ image_id, digest, since }),
);

const renewUnheld = prepared((db, imageId: Param<number>, digest: Param<string>, since: Param<string>) =>
  unheldFrom(db, imageId, (unheld) => eb(unheld, "=", digest))
    .updateTable("unheld_manifests")
    .set({ since })
    .where("image_id", "=", imageId)
    .where("digest", "in", ({ selectFrom }) => selectFrom("reached").select("digest")),
);

/** What the manifest holds: what it lists, and what has it as subject. */
export async function heldBy(db: Kysely<Database>, imageId: number, digest: string): Promise<string[]> {
  const rows = await db
    .selectFrom("manifest_references")
    .select("digest")
    .where("image_id", "=", imageId)
    .where("manifest_digest", "=", digest)
    .where("is_manifest", "=", 1)
    .union(({ selectFrom }) =>
      selectFrom("manifests")
        .select("digest")
        .where("image_id", "=", imageId)
        .where("subject_digest", "=", digest),
    )
    .execute();
  return rows.map((row) => row.digest);
}

const eb = expressionBuilder<Database>();
const { and, exists, not, or, selectFrom } = eb;

/** A query with the table `reached`: the unheld manifests that `isFirst` picks, and all unheld ones they hold. */
function unheldFrom(
  db: Kysely<Database>,
  imageId: Param<number>,
  isFirst: (digest: Expression<string>) => Expression<SqlBool>,
) {
  return db.withRecursive("reached(digest)", (query) =>
    query
      .selectFrom("unheld_manifests as unheld")
      .select("unheld.digest")
      .where("unheld.image_id", "=", imageId)
      .where(({ ref }) => isFirst(ref("unheld.digest")))
      .union(
        query
          .selectFrom("reached")
          .crossJoin("manifest_references as listed")
          .crossJoin("unheld_manifests as unheld")
          .select("unheld.digest")
          .where("listed.image_id", "=", imageId)
          .whereRef("listed.manifest_digest", "=", "reached.digest")
          .where("listed.is_manifest", "=", 1)
          .where("unheld.image_id", "=", imageId)
          .whereRef("unheld.digest", "=", "listed.digest"),
      )
      .union(
        query
          .selectFrom("reached")
          .crossJoin("manifests as about")
          .crossJoin("unheld_manifests as unheld")
          .select("unheld.digest")
          .where("about.image_id", "=", imageId)
          .whereRef("about.subject_digest", "=", "reached.digest")
          .where("unheld.image_id", "=", imageId)
          .whereRef("unheld.digest", "=", "about.digest"),
      ),
  );
}

function isHeld(imageId: Param<number>, digest: Expression<string>) {
  return or([isTagged(imageId, digest), isListed(imageId, digest), isAboutHeld(imageId, digest)]);
}

function isHeldByNoTag(imageId: Param<number>, digest: Expression<string>) {
  return and([not(isTagged(imageId, digest)), not(isUnheld(imageId, digest))]);
}

function isTagged(imageId: Param<number>, digest: Expression<string>) {
  return exists(selectFrom("tags").select("id").where("image_id", "=", imageId).where("digest", "=", digest));
}

function isListed(imageId: Param<number>, digest: Expression<string>) {
  return exists(
    selectFrom("manifest_references as listing")
      .select("listing.digest")
      .where("listing.image_id", "=", imageId)
      .where("listing.digest", "=", digest)
      .where("listing.is_manifest", "=", 1)
      .where(({ not, ref }) => not(isUnheld(imageId, ref("listing.manifest_digest")))),
  );
}

function isAboutHeld(imageId: Param<number>, digest: Expression<string>) {
  return exists(
    selectFrom("manifests as own")
      .innerJoin("manifests as subject", "subject.digest", "own.subject_digest")
      .select("subject.digest")
      .where("own.image_id", "=", imageId)
      .where("own.digest", "=", digest)
      .where("subject.image_id", "=", imageId)
      .where(({ not, ref }) => not(isUnheld(imageId, ref("subject.digest")))),
  );
}

function isUnheld(imageId: Param<number>, digest: Expression<string>) {
  return exists(
    selectFrom("unheld_manifests as other")
      .select("other.digest")
      .where("other.image_id", "=", imageId)
      .where("other.digest", "=", digest),
  );
}
