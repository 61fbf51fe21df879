/**
 * The index of three-character pieces of images' names. SQLite's own (FTS5); in PostgreSQL an index of pg_trgm would
 * serve `contains` itself, and this file go.
 */
import { type RawBuilder, sql } from "kysely";

const PIECE = 3;

/** Pieces looked up at most: more would find hardly fewer rows. */
const PIECES = 6;

/**
 * Ids of images whose name may contain the text: all that do and, as pieces may lie apart, some that do not, which
 * `contains` has to sort out. Undefined where the index cannot tell: for one or two characters, and for characters no
 * name has, so that nothing hostile gets into the language of its queries.
 */
export function idsOfNamesWith(text: string): RawBuilder<{ id: number }> | undefined {
  const sought = text.toLowerCase();
  if (!/^[a-z0-9._/-]+$/.test(sought) || sought.length < PIECE) return undefined;
  const starts = Array.from({ length: Math.ceil(sought.length / PIECE) }, (_, at) =>
    Math.min(at * PIECE, sought.length - PIECE),
  );
  const query = starts.slice(0, PIECES).map((start) => `"${sought.slice(start, start + PIECE)}"`);
  return sql`(select rowid as id from image_names where image_names match ${query.join(" AND ")})`;
}
