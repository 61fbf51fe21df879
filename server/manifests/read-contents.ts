/** The one place that reads manifests themselves for a list: each may have 4 MB, and a list a thousand of them. */
import { MANIFEST_MAX } from "../../core/limits.ts";
import { bytesOf } from "../db/bytes-of.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import type { Deps } from "../deps.ts";

/** Bytes of all manifests in one answer: far more than a usual page needs, and enough for any single one. */
const BUDGET = MANIFEST_MAX;

/** Manifests by digest. Left out are those that no longer fit, counted as often as they stand in the list. */
export async function readContents(
  { db }: Pick<Deps, "db">,
  imageId: number,
  digests: readonly string[],
): Promise<Map<string, string>> {
  const times = new Map<string, number>();
  for (const digest of digests) times.set(digest, (times.get(digest) ?? 0) + 1);
  const rows = db.selectFrom("manifests").select("digest").where("image_id", "=", imageId);
  const sized = await rows
    .select(({ ref }) => bytesOf(ref("content")).as("bytes"))
    .where(({ ref }) => isOneOf(ref("digest"), [...times.keys()]))
    .execute();
  let left = BUDGET;
  const fitting = sized.filter(({ digest, bytes }) => {
    const needed = bytes * (times.get(digest) ?? 0);
    if (needed > left) return false;
    left -= needed;
    return true;
  });
  const read = await rows
    .select("content")
    .where(({ ref }) =>
      isOneOf(
        ref("digest"),
        fitting.map((row) => row.digest),
      ),
    )
    .execute();
  return new Map(read.map(({ digest, content }) => [digest, content]));
}
