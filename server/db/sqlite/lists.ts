/** Lists of values in and out of one statement, by SQLite's JSON functions. */
import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";

/** A table of the values, `key` being the place of each: `value` is joined with, `key` sorted by. */
export function inThisOrder<Value extends number | string>(
  values: readonly Value[],
): RawBuilder<{ key: number; value: Value }> {
  return sql`json_each(${JSON.stringify(values)})`;
}

/** The same for a prepared query, whose parameter is the list as `JSON.stringify` writes it. */
export function inOrderOf<Value extends number | string>(
  list: Expression<string>,
): RawBuilder<{ key: number; value: Value }> {
  return sql`json_each(${list})`;
}

/** However many there are, it is one statement with one parameter. */
export function isOneOf<Value extends number | string>(
  column: Expression<Value>,
  values: readonly Value[],
): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} in (select value from json_each(${JSON.stringify(values)}))`;
}

/** The same for a prepared query, whose parameter is the list as `JSON.stringify` writes it. */
export function isInList(column: Expression<number | string>, list: Expression<string>): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} in (select value from json_each(${list}))`;
}

/** A column of a query's rows, in their order, as one value for `readList`. */
export function listOf(column: string, rows: Expression<unknown>): RawBuilder<string> {
  return sql<string>`(select json_group_array(${sql.ref(column)}) from ${rows})`;
}

export function readList<Value>(list: string): Value[] {
  return JSON.parse(list) as Value[];
}
