/**
 * Older releases ran the migrations up to 0010 statement by statement, without a transaction, and a start that was
 * interrupted left some statements done. So these migrations do only what is missing; later ones need not.
 */
import { type ColumnDefinitionBuilder, type Kysely, sql } from "kysely";

export async function addMissingColumn(
  db: Kysely<unknown>,
  table: string,
  name: string,
  type: "text" | "integer",
  build: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder = (column) => column,
): Promise<void> {
  const { rows } = await sql`select 1 from pragma_table_info(${table}) where name = ${name}`.execute(db);
  if (rows.length === 0) await db.schema.alterTable(table).addColumn(name, type, build).execute();
}
