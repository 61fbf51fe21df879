import { type Expression, type RawBuilder, sql } from "kysely";

/** Bytes of a text, which is not read for it; of null: null. */
export function bytesOf<Text extends string | null>(
  column: Expression<Text>,
): RawBuilder<Text extends string ? number : null> {
  return sql`octet_length(${column})`;
}
