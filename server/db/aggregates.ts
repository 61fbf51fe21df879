/**
 * Counts and sums as JavaScript's numbers. Engines other than SQLite make them larger than those are, and drivers hand
 * them out as text; as doubles they are exact up to 2^53.
 */
import { type Expression, type RawBuilder, sql } from "kysely";

export function countRows(): RawBuilder<number> {
  return asNumber(sql`count(*)`);
}

/** Of no rows: 0. */
export function sumOf(column: Expression<number>): RawBuilder<number> {
  return asNumber(sql`coalesce(sum(${column}), 0)`);
}

function asNumber(value: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`cast(${value} as double precision)`;
}
