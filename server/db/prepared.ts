/**
 * Queries that are built and compiled once, for the hot paths of pushes and pulls: building and compiling one takes
 * Kysely several times as long as SQLite takes for the rows.
 */
import {
  type AliasableExpression,
  type Compilable,
  type CompiledQuery,
  expressionBuilder,
  type Kysely,
} from "kysely";
import type { Database } from "./schema.ts";

/** A placeholder in a query; each run gives its value. */
export type Param<Value> = AliasableExpression<Value>;

type ValuesOf<Params extends readonly Param<unknown>[]> = {
  [Index in keyof Params]: Params[Index] extends Param<infer Value> ? Value : never;
};

/**
 * The function it makes answers the rows. `build` runs once, at the first call, so it may depend on its parameters
 * only.
 */
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
