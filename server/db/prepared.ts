/**
 * Queries that are built and compiled once, for what each push and pull asks: Kysely takes several times as long for both
 * as SQLite for the rows.
 */
import {
  type AliasableExpression,
  type Compilable,
  type CompiledQuery,
  expressionBuilder,
  type Kysely,
} from "kysely";
import type { Database } from "./schema.ts";

/** Stands in a query for a value that comes with each run. */
export type Param<Value> = AliasableExpression<Value>;

type ValuesOf<Params extends readonly Param<unknown>[]> = {
  [Index in keyof Params]: Params[Index] extends Param<infer Value> ? Value : never;
};

/** Answers the rows. `build` is called with the first run, and may look at nothing but its parameters. */
export function prepared<Params extends readonly Param<unknown>[], Row>(
  build: (db: Kysely<Database>, ...params: Params) => Compilable<Row>,
): (db: Kysely<Database>, ...values: ValuesOf<Params>) => Promise<Row[]> {
  let query: CompiledQuery<Row> | undefined;
  return async (db, ...values) => {
    query ??= build(db, ...placeholders<Params>(values.length)).compile();
    const parameters = query.parameters.map((it) => (it instanceof Placeholder ? values[it.index] : it));
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}

class Placeholder {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

function placeholders<Params>(count: number): Params {
  const eb = expressionBuilder();
  return Array.from({ length: count }, (_, index) => eb.val(new Placeholder(index))) as Params;
}
