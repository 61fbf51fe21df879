/**
 * The log of changes to files. Files and tables cannot share a transaction: a change is written down before the files
 * are touched and struck out with, or after, the rows. What a crash leaves in the log is aligned at the next start.
 */
import type { Kysely, Selectable } from "kysely";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { alignManifest, alignTag, removeRepositoryFiles } from "./manifest-files.ts";

/** Names what to compare. Neither tag nor digest: the whole repository, whose image is gone. */
export type FileChange = Selectable<Database["file_changes"]>;

/** Stays far below SQLite's limit of 32766 values in a statement. */
const ROWS = 1000;

export async function recordChanges(
  db: Kysely<Database>,
  changes: Omit<FileChange, "id">[],
): Promise<FileChange[]> {
  const recorded: FileChange[] = [];
  for (let start = 0; start < changes.length; start += ROWS) {
    const rows = changes.slice(start, start + ROWS);
    recorded.push(...(await db.insertInto("file_changes").values(rows).returningAll().execute()));
  }
  return recorded;
}

export async function strikeOut(db: Kysely<Database>, change: FileChange): Promise<void> {
  await db.deleteFrom("file_changes").where("id", "=", change.id).execute();
}

/** Makes the files agree with the tables. Where that fails the changes stay in the log, for the next start. */
export async function settle(deps: Deps, changes: FileChange[]): Promise<void> {
  for (const change of changes) {
    try {
      await align(deps, change);
      await strikeOut(deps.db, change);
    } catch (error) {
      deps.log.error("files of the registry lag behind the tables", error, { repository: change.repository });
    }
  }
}

async function align(deps: Deps, { repository, tag, digest }: FileChange): Promise<void> {
  const imageId = await findImageId(deps.db, repository);
  if (digest !== null) await alignManifest(deps, repository, imageId, digest, tag);
  if (tag !== null) await alignTag(deps, repository, imageId, tag);
  // Where there is an image again, a push has made it since, and the files are its own.
  if (digest === null && tag === null && imageId === undefined) await removeRepositoryFiles(deps, repository);
}

/** `repository` is `organization/image`. */
export async function findImageId(db: Kysely<Database>, repository: string): Promise<number | undefined> {
  const at = repository.indexOf("/");
  const image = await db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select("images.id")
    .where("organizations.name", "=", repository.slice(0, at))
    .where("images.name", "=", repository.slice(at + 1))
    .executeTakeFirst();
  return image?.id;
}
