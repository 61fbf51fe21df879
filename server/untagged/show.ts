/** An image's content that nothing holds: how much it is, and when it is deleted. */
import type { Untagged } from "../../core/console-operations/untagged.ts";
import type { Context } from "../context.ts";
import { countRows, sumOf } from "../db/aggregates.ts";
import { graceMs } from "./grace.ts";

/**
 * Bytes are counted for so many manifests only, as each of their blobs has to be looked up among all other manifests.
 */
const COUNTED = 1000;

export async function showUntagged(context: Context, imageId: number): Promise<Untagged> {
  const { manifests, first, last } = await context.db
    .selectFrom("unheld_manifests")
    .select(({ fn }) => [
      countRows().as("manifests"),
      fn.min("since").as("first"),
      fn.max("since").as("last"),
    ])
    .where("image_id", "=", imageId)
    .executeTakeFirstOrThrow();
  const bytes = manifests === 0 ? 0 : await bytesOf(context, imageId);
  const goes = (since: string | null) => goesAt(context, since);
  return {
    manifests,
    bytes,
    is_more: manifests > COUNTED,
    days: context.config.untaggedDays,
    first_at: goes(first),
    last_at: goes(last),
  };
}

/** The earliest time: deletion runs every hour. */
function goesAt(context: Context, since: string | null): string | null {
  const grace = graceMs(context);
  if (grace === undefined || since === null) return null;
  return new Date(new Date(since).getTime() + grace).toISOString();
}

/** Bytes of the blobs that only unheld manifests of the image name, each counted once. */
async function bytesOf({ db }: Context, imageId: number): Promise<number> {
  const { bytes } = await db
    .with(
      // Materialized, so that each blob is looked up once, however many manifests name it.
      (cte) => cte("blobs").materialized(),
      (query) =>
        query
          .selectFrom(({ selectFrom }) =>
            selectFrom("unheld_manifests")
              .select("digest")
              .where("image_id", "=", imageId)
              .limit(COUNTED)
              .as("unheld"),
          )
          .innerJoin("manifest_references as named", "named.manifest_digest", "unheld.digest")
          .select(({ fn }) => ["named.digest", fn.max("named.size").as("size")])
          .where("named.image_id", "=", imageId)
          .where("named.is_manifest", "=", 0)
          .groupBy("named.digest"),
    )
    .selectFrom("blobs")
    .select(({ ref }) => sumOf(ref("blobs.size")).as("bytes"))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("manifest_references as other")
            .select("other.digest")
            .where("other.image_id", "=", imageId)
            .whereRef("other.digest", "=", "blobs.digest")
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom("unheld_manifests")
                    .select("unheld_manifests.digest")
                    .where("unheld_manifests.image_id", "=", imageId)
                    .whereRef("unheld_manifests.digest", "=", "other.manifest_digest"),
                ),
              ),
            ),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return bytes;
}
