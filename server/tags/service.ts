/** The tags of an image with the manifests they point at. */
import type { TagOrderColumn } from "../../core/operations/tags.ts";
import type { Context } from "../context.ts";
import { contains } from "../db/contains.ts";
import type { Page } from "../list-query.ts";

const SORT_COLUMN = { updated_at: "tags.updated_at", tag: "tags.name" } as const satisfies Record<
  TagOrderColumn,
  string
>;

export interface TagOrder {
  column: TagOrderColumn;
  direction: "asc" | "desc";
}

/** `total` counts all pages. */
export async function listTags(
  { db }: Context,
  imageId: number,
  nameContains: string | undefined,
  order: TagOrder,
  page: Page,
) {
  let matching = db.selectFrom("tags").where("tags.image_id", "=", imageId);
  if (nameContains !== undefined) {
    matching = matching.where((eb) => contains(eb.ref("tags.name"), nameContains));
  }
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const rows = await matching
    .innerJoin("manifests", (join) =>
      join.onRef("manifests.image_id", "=", "tags.image_id").onRef("manifests.digest", "=", "tags.digest"),
    )
    .selectAll("tags")
    .select(["manifests.media_type", "manifests.content", "manifests.size", "manifests.config_digest"])
    .orderBy(SORT_COLUMN[order.column], order.direction)
    .orderBy("tags.id", order.direction)
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { total, rows };
}
