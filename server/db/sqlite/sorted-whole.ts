import type { Kysely, SelectQueryBuilder } from "kysely";
import type { Database } from "../schema.ts";

/**
 * Ids of images in the order of the query, from which a page is then cut. With a limit in sight SQLite keeps the best rows
 * in a tree, which far down takes twice as long as to sort them all.
 */
export function sortedWhole(db: Kysely<Database>, sorted: SelectQueryBuilder<Database, "images", object>) {
  return db
    .with(
      (cte) => cte("sorted").materialized(),
      () => sorted.select("images.id"),
    )
    .selectFrom("sorted as images");
}
