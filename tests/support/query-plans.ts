/** Which statements are run, and what SQLite does for each. */
import { type Compilable, CompiledQuery, Kysely, type KyselyPlugin, type QueryResult } from "kysely";
import type { Database } from "../../server/db/schema.ts";

/** What the databases that record were asked, by the plugin that makes them so. */
const recordings = new WeakMap<KyselyPlugin, CompiledQuery[]>();

// A prepared query (server/db/prepared.ts) is built once in a process, and from then on passes no plugin on its way in.
const { executeQuery } = Kysely.prototype;
Kysely.prototype.executeQuery = function <Row>(query: Compilable<Row> | CompiledQuery<Row>) {
  const compiled = "compile" in query ? query.compile() : query;
  for (const plugin of this.getExecutor().plugins) recordings.get(plugin)?.push(compiled);
  return executeQuery.call(this, compiled) as Promise<QueryResult<Row>>;
};

/** The same tables; what is asked of them through it is written down, and of that what was put together for it. */
export function recordStatements(db: Kysely<Database>): {
  db: Kysely<Database>;
  asked: CompiledQuery[];
  built: CompiledQuery[];
} {
  const asked: CompiledQuery[] = [];
  const built: CompiledQuery[] = [];
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      const query = db.getExecutor().compileQuery(node, queryId);
      asked.push(query);
      built.push(query);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  recordings.set(plugin, asked);
  return { db: db.withPlugin(plugin), asked, built };
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
