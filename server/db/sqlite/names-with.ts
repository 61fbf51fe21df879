/**
 * The index of three-character pieces of images' names. SQLite's own (FTS5); in PostgreSQL an index of pg_trgm would
 * serve `contains` itself, and this file go.
 */
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import { IMAGE_NAME_MAX } from "../../../core/names.ts";
import type { Database } from "../schema.ts";

const PIECE = 3;

/** What names are made of, and the space that ends each in the index. */
const CHARACTERS = [..."abcdefghijklmnopqrstuvwxyz0123456789._/- "];

/**
 * A condition on `image_names`: the name contains the text. Undefined where the index cannot tell: for a single
 * character, and for characters that no name has, so that hostile text never gets into the index's query language.
 */
function nameIndexed(text: string): RawBuilder<SqlBool> | undefined {
  const sought = text.toLowerCase();
  if (!/^[a-z0-9._/-]{2,}$/.test(sought)) return undefined;
  // A text longer than any name is cut to just that length: no name contains the start either.
  const pieces =
    sought.length < PIECE
      ? CHARACTERS.map((character) => sought + character)
      : [sought.slice(0, IMAGE_NAME_MAX + 1)];
  return sql`image_names match ${pieces.map((piece) => `"${piece}"`).join(" OR ")}`;
}

/** Ids of images whose name contains the text; undefined as above. */
export function idsOfNamesWith(text: string): RawBuilder<{ id: number }> | undefined {
  const indexed = nameIndexed(text);
  return indexed && sql`(select rowid as id from image_names where ${indexed})`;
}

/** The number of such images of all accounts; undefined as above. */
export async function countNamesWith(db: Kysely<Database>, text: string): Promise<number | undefined> {
  const indexed = nameIndexed(text);
  if (!indexed) return undefined;
  const { rows } = await sql<{ found: number }>`
    select count(*) as found from image_names where ${indexed}
  `.execute(db);
  return rows[0]?.found;
}

/** Whether only few images of all accounts have such a name. False where the index cannot tell. */
export async function namesFew(db: Kysely<Database>, text: string): Promise<boolean> {
  const indexed = nameIndexed(text);
  if (!indexed) return false;
  const { rows } = await sql`
    select 1 from image_names where ${indexed} limit 1 offset ${sql.lit(FEW)}
  `.execute(db);
  return rows.length === 0;
}

/** Finding up to this many by the index costs less than looking through all that a caller sees of a large account. */
const FEW = 500;
