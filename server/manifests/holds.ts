/**
 * What holds a manifest: a tag, a held index that lists it, or a held manifest that it is about (signatures, SBOMs). A row
 * of `unheld_manifests` says since when nothing does. Every change of tags and manifests keeps them so in its transaction,
 * and walks no further than what it changes. Counting holds would not do: an index may be about what it lists. The joins
 * are cross joins, as SQLite keeps their order: by itself it begins with the image's references instead of what is reached.
 */
import { type Expression, expressionBuilder, type Kysely, type SqlBool } from "kysely";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import { isInList } from "../db/sqlite/lists.ts";

/** Which of these a tag or a held manifest holds, is held from now on, and whatever it holds with it. */
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
 * These have lost a hold, at `time` (RFC 3339). First they and what they hold count as unheld, as far as the next tag; then
 * what is held from elsewhere comes back.
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
 * A manifest was pushed. Where nothing holds it, it has its whole grace from `time` on, and so has what it holds: an index
 * keeps its platforms as long as it stays itself. One that a tag holds by the end of the transaction needs none of that.
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

/** What the manifest itself holds: what it lists, and what is about it. */
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

/** `reached`: the unheld ones to begin with, and the unheld ones that those hold. */
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
