/** The tags of an image with the manifests they point at. */

import type { Kysely } from "kysely";
import type { TagOrderColumn } from "../../core/operations/facts.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import type { Database } from "../db/schema.ts";
import { contains } from "../db/sqlite/contains.ts";
import { SwrError } from "../errors.ts";
import { fromNearerEnd, opposite, type Page } from "../list-query.ts";
import { formatMarker, parseMarker } from "./marker.ts";

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
  image: { id: number; tag_count: number },
  nameContains: string | undefined,
  order: TagOrder,
  page: Page,
) {
  const imageId = image.id;
  const total = nameContains === undefined ? image.tag_count : await countTags(db, imageId, nameContains);
  const { limit, offset, backwards } = fromNearerEnd(page, total);
  if (limit === 0) return { total, rows: [] };
  const direction = backwards ? opposite(order.direction) : order.direction;
  const column = SORT_COLUMN[order.column];
  // The ids come from an index alone, without reading the rows before the page.
  const ids = matching(db, imageId, nameContains)
    .select("tags.id")
    .orderBy(column, direction)
    .orderBy("tags.id", direction)
    .limit(limit)
    .offset(offset);
  const rows = await withManifests(db.selectFrom("tags").where("tags.id", "in", ids))
    .orderBy(column, direction)
    .orderBy("tags.id", direction)
    .execute();
  return { total, rows: backwards ? rows.reverse() : rows };
}

interface AfterOptions {
  marker: string | undefined;
  limit: number;
  /** Only tags of these manifests. */
  digests: string[] | undefined;
}

/** `limit` tags behind the marker, from the first one without. 4001025 for a text that is no marker. */
export async function listTagsAfter(
  { db }: Context,
  imageId: number,
  nameContains: string | undefined,
  { column, direction }: TagOrder,
  { marker, limit, digests }: AfterOptions,
) {
  const last = marker === undefined ? undefined : parseMarker(marker);
  if (marker !== undefined && !last) throw new SwrError("invalidQuery", "marker: not one of this list");
  const rows = await withManifests(matching(db, imageId, nameContains))
    .$if(digests !== undefined, (query) => query.where("tags.digest", "in", digests ?? []))
    .$if(last !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple(SORT_COLUMN[column], "tags.id"),
          direction === "asc" ? ">" : "<",
          tuple(last?.value ?? "", last?.id ?? 0),
        ),
      ),
    )
    .orderBy(SORT_COLUMN[column], direction)
    .orderBy("tags.id", direction)
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page,
    nextMarker: end && formatMarker({ value: column === "tag" ? end.name : end.updated_at, id: end.id }),
  };
}

/** Undefined where the image has no such tag. */
export async function findTag({ db }: Context, imageId: number, name: string) {
  return withManifests(matching(db, imageId))
    .select("manifests.content")
    .where("tags.name", "=", name)
    .executeTakeFirst();
}

async function countTags(db: Kysely<Database>, imageId: number, nameContains: string): Promise<number> {
  const { total } = await matching(db, imageId, nameContains)
    .select(countRows().as("total"))
    .executeTakeFirstOrThrow();
  return total;
}

function matching(db: Kysely<Database>, imageId: number, nameContains?: string) {
  const tags = db.selectFrom("tags").where("tags.image_id", "=", imageId);
  if (nameContains === undefined) return tags;
  return tags.where((eb) => contains(eb.ref("tags.name"), nameContains));
}

function withManifests(tags: ReturnType<typeof matching>) {
  return tags
    .innerJoin("manifests", (join) =>
      join.onRef("manifests.image_id", "=", "tags.image_id").onRef("manifests.digest", "=", "tags.digest"),
    )
    .selectAll("tags")
    .select(["manifests.media_type", "manifests.size", "manifests.config_digest"]);
}
