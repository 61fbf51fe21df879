/** "Contains" for SQL. The text is hostile: its wildcards are plain characters here. */
import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";

export function contains(column: Expression<string>, text: string): RawBuilder<SqlBool> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return sql<SqlBool>`${column} like ${pattern} escape '\\'`;
}
