/** Paging and sorting as the v2 lists of images and tags share them. */
import type { z } from "zod";
import { formatContentRange } from "../core/operations/content-range.ts";
import { PAGE_DEFAULT } from "../core/operations/paging.ts";
import { SwrError } from "./errors.ts";
import { readFilter } from "./filter.ts";
import { readInput } from "./read-input.ts";

/** With a `filter` the direct parameters are ignored. Its values obey the rules of the parameters of the same name. */
export function readListQuery<Schema extends z.ZodObject, Query extends { filter?: string | undefined }>(
  schema: Schema,
  query: Query,
  otherKeys: readonly string[] = [],
): { values: z.output<Schema>; fromFilter: boolean } {
  const pairs = readFilter(query.filter, [...Object.keys(schema.shape), ...otherKeys]);
  const values = readInput(schema, pairs ?? query, (text) => new SwrError("invalidFilter", text));
  return { values, fromFilter: pairs !== undefined };
}

/**
 * The first column, descending (the newest first), where the caller asks for no order; a column without a direction is
 * descending too.
 */
export function readOrder<Column extends string>(
  columns: readonly [Column, ...Column[]],
  query: { order_column?: string | undefined; order_type?: "asc" | "desc" | undefined },
): { column: Column; direction: "asc" | "desc" } {
  const asked = query.order_column ?? columns[0];
  const column = columns.find((candidate) => candidate === asked);
  if (!column) throw new SwrError("invalidOrderColumn", asked);
  return { column, direction: query.order_type ?? "desc" };
}

export interface Page {
  offset: number;
  limit: number;
}

export function readPage(query: { limit?: number | undefined; offset?: number | undefined }): Page {
  return { offset: query.offset ?? 0, limit: query.limit ?? PAGE_DEFAULT };
}

/** The page counted from the nearer end of `total` rows. Backwards its rows come in the opposite order. */
export function fromNearerEnd(page: Page, total: number): Page & { backwards: boolean } {
  const limit = Math.max(0, Math.min(page.limit, total - page.offset));
  const behind = total - page.offset - limit;
  const backwards = behind < page.offset;
  return { limit, offset: backwards ? behind : page.offset, backwards };
}

export function opposite(direction: "asc" | "desc"): "asc" | "desc" {
  return direction === "asc" ? "desc" : "asc";
}

export function contentRange(page: Page, count: number, total: number): Record<string, string> {
  return { "Content-Range": formatContentRange(page.offset, count, total) };
}
