/**
 * The log of what the folder's links do not tell yet. It is written in the transaction that changes the rows; a job
 * makes the links follow (link-files.ts), so that no answer waits for them.
 */
import type { Kysely, Selectable } from "kysely";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { enqueue } from "../jobs/queue.ts";

/** Names what to compare. Neither tag nor digest: the whole repository, which is gone. */
export type FileChange = Selectable<Database["file_changes"]>;

export type NewChange = Omit<FileChange, "id">;

export const LINK_JOB = "follow-tables";

/** A push is not held up by the disk's work for the one before it, and what moves twice meanwhile is written once. */
const PAUSE_MS = 5_000;

/** Stays far below SQLite's limit of 32766 values in a statement. */
const ROWS = 1000;

export async function recordChanges(
  deps: Pick<Deps, "db" | "clock">,
  changes: readonly NewChange[],
  { pauseMs = PAUSE_MS } = {},
): Promise<void> {
  const [only] = changes;
  if (only && changes.length === 1) await insertChange(deps.db, only.repository, only.tag, only.digest);
  else await insertChanges(deps.db, changes);
  if (changes.length > 0)
    await enqueue(deps, { kind: LINK_JOB, key: "", runAt: new Date(deps.clock().getTime() + pauseMs) });
}

const insertChange = prepared(
  (db, repository: Param<string>, tag: Param<string | null>, digest: Param<string | null>) =>
    db.insertInto("file_changes").values({ repository, tag, digest }),
);

async function insertChanges(db: Kysely<Database>, changes: readonly NewChange[]): Promise<void> {
  for (let start = 0; start < changes.length; start += ROWS) {
    await db
      .insertInto("file_changes")
      .values(changes.slice(start, start + ROWS))
      .execute();
  }
}

/** Before a change of the whole repository, which takes all its links at once instead of each by itself. */
export async function forgetChanges(db: Kysely<Database>, repository: string): Promise<void> {
  await db.deleteFrom("file_changes").where("repository", "=", repository).execute();
}
