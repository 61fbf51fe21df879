/**
 * Lists of images that the account shares with others, and of those that others share with it. When a share has ended,
 * the image stays in the second list by its name alone: what became of it since is its owner's business.
 */
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { readInThisOrder } from "../images/service.ts";
import type { Page } from "../list-query.ts";
import { matchSharedImages, type SharedFilter, type SharedImage } from "./match-shared-images.ts";

/** What an image shared with the account looks like when the share is over. */
const UNSEEN = {
  category: "",
  description: "",
  size: 0,
  is_public: 0 as const,
  download_count: 0,
  tags: [] as string[],
};

/** `total` counts all pages. */
export async function listSharedImages(
  context: Context,
  filter: SharedFilter,
  { column, direction }: { column: keyof SharedImage; direction: "asc" | "desc" },
  page: Page,
) {
  const shared = matchSharedImages(context, filter).as("shared");
  const { total } = await context.db
    .selectFrom(shared)
    .select(countRows().as("total"))
    .executeTakeFirstOrThrow();
  const cut = await context.db
    .selectFrom(shared)
    .selectAll()
    .orderBy(column, direction)
    .orderBy("id", direction)
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { total, rows: await readShared(context, filter, cut) };
}

/** Like `listImagesAfter`: `limit` images after the one with the id `marker`. */
export async function listSharedImagesAfter(
  context: Context,
  filter: SharedFilter,
  marker: number,
  limit: number,
) {
  const found = await context.db
    .selectFrom(matchSharedImages(context, filter).as("shared"))
    .selectAll()
    .where("id", ">", marker)
    .orderBy("id")
    .limit(limit + 1)
    .execute();
  const cut = found.slice(0, limit);
  const nextMarker = found.length > limit ? cut.at(-1)?.id : undefined;
  return { rows: await readShared(context, filter, cut), nextMarker };
}

/**
 * In the list of one's own images `status` means nothing, as an image may have many shares (SWR API reference, section
 * 4).
 */
async function readShared(context: Context, { center }: SharedFilter, cut: SharedImage[]) {
  const byId = new Map(cut.map((shared) => [shared.id, shared]));
  const images = await readInThisOrder(context, [...byId.keys()]);
  return images.flatMap((image) => {
    const shared = byId.get(image.id);
    if (!shared) return [];
    const { tag_count, created_at, updated_at, deadline } = shared;
    const seen = shared.seen === 1;
    const status = center === "thirdparty" && seen;
    return { ...image, ...(!seen && UNSEEN), tag_count, created_at, updated_at, deadline, status };
  });
}
