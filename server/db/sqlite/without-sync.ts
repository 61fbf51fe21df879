/** Commits that do not wait for the disk. */
import { type Kysely, sql } from "kysely";
import type { Database } from "../schema.ts";

/**
 * `work` has the connection for itself. A killed process loses nothing of what it commits; a power cut may lose the
 * last commits, but never an earlier one without the later ones, as the log is written in order
 * (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
export async function withoutSync<Result>(
  db: Kysely<Database>,
  work: (db: Kysely<Database>) => Promise<Result>,
): Promise<Result> {
  return await db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await work(connection);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}
