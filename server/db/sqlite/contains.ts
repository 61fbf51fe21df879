/**
 * "Contains", ignoring case. Not LIKE: the text may be hostile, and besides its wildcards SQLite's LIKE ends a pattern
 * at a NUL and refuses long ones. An index would serve neither. (PostgreSQL calls the function `strpos`.)
 */
import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";

export function contains(column: Expression<string>, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`instr(lower(${column}), ${text.toLowerCase()}) > 0`;
}

/** The same for a column that is all lower case: half the work for each row. */
export function lowerCaseContains(column: Expression<string>, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`instr(${column}, ${text.toLowerCase()}) > 0`;
}
