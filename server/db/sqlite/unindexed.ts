import { type Expression, type RawBuilder, sql } from "kysely";

/**
 * The column by its value alone: the `+` keeps SQLite from taking an index that begins with it, and then sorting, where
 * the index of the sorted column is to be walked.
 */
export function unindexed<Value>(column: Expression<Value>): RawBuilder<Value> {
  return sql<Value>`+${column}`;
}
