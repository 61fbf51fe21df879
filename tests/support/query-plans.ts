/** Which statements are run, and what SQLite does for each. */
import { CompiledQuery, type Kysely } from "kysely";
import type { Database } from "../../server/db/schema.ts";

/** The same tables; what is asked of them through it is written down. */
export function recordStatements(db: Kysely<Database>): { db: Kysely<Database>; asked: CompiledQuery[] } {
  const asked: CompiledQuery[] = [];
  const recording = db.withPlugin({
    transformQuery({ node, queryId }) {
      asked.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  return { db: recording, asked };
}

/** The steps of the statement's plan, `SEARCH images USING …`. What stands for a value to come is as good as one. */
export async function planOf(
  db: Kysely<Database>,
  { sql, parameters }: Pick<CompiledQuery, "sql" | "parameters">,
): Promise<string[]> {
  const values = parameters.map((value) => (Object(value) === value ? null : value));
  const explain = CompiledQuery.raw(`explain query plan ${sql}`, values);
  const { rows } = await db.executeQuery<{ detail: string }>(explain);
  return rows.map(({ detail }) => detail);
}
