import { type Expression, type RawBuilder, sql } from "kysely";

/**
 * The column, hidden from SQLite's choice of an index by the unary `+`. Otherwise SQLite takes an index that begins
 * with this column and then sorts, where it should walk the index of the sorted column.
 */
export function unindexed<Value>(column: Expression<Value>): RawBuilder<Value> {
  return sql<Value>`+${column}`;
}
