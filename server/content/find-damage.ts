/** Reads all content again: what is not as the tables say, and which repositories that concerns. */
import type { Kysely } from "kysely";
import { digestAlgorithm } from "../../core/digest.ts";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import type { BlobRow } from "./blob-rows.ts";
import { digestOf } from "./digest-of.ts";

type Needs = Pick<Deps, "db" | "content" | "createHash">;

export interface Damage {
  digest: string;
  /** For people. */
  problem: string;
  /** `organization/image`, by name: those that have it, or whose manifests name it. */
  repositories: string[];
}

/** Rows read at once. */
const PAGE = 1000;

/** The service may run meanwhile. `onRead` is told the bytes of each that was read. */
export async function* findDamage(
  deps: Needs,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Damage> {
  for (let last = ""; ; ) {
    const page = await deps.db
      .selectFrom("blobs")
      .select(["digest", "size", "key"])
      .where("digest", ">", last)
      .orderBy("digest")
      .limit(PAGE)
      .execute();
    for (const blob of page) {
      const problem = await problemOf(deps, blob);
      onRead(blob.size);
      if (problem === undefined || (await follows(deps.db, blob.digest))) continue;
      // None: it waits for garbage collection, or was collected meanwhile.
      const repositories = await repositoriesWith(deps.db, blob.digest);
      if (repositories.length > 0) yield { digest: blob.digest, problem, repositories };
    }
    const end = page.at(-1);
    if (!end || page.length < PAGE) return;
    last = end.digest;
  }
}

async function problemOf(deps: Needs, { digest, size, key }: BlobRow): Promise<string | undefined> {
  const bytes = await deps.content.size(key);
  if (bytes === undefined) return "missing";
  if (bytes !== size) return `${bytes} bytes instead of ${size}`;
  try {
    const actual = await digestOf(deps, digestAlgorithm(digest), deps.content.read(key));
    return actual === digest ? undefined : "the content is another";
  } catch (error) {
    return `cannot be read: ${(error as Error).message}`;
  }
}

/** Whether a manifest's file is yet to follow its row. */
async function follows(db: Kysely<Database>, digest: string): Promise<boolean> {
  const change = await db
    .selectFrom("file_changes")
    .innerJoin("manifests", "manifests.digest", "file_changes.digest")
    .select("file_changes.id")
    .where("file_changes.digest", "=", digest)
    .limit(1)
    .executeTakeFirst();
  return change !== undefined;
}

async function repositoriesWith(db: Kysely<Database>, digest: string): Promise<string[]> {
  const having = await db
    .selectFrom("repository_blobs as had")
    .innerJoin("organizations", "organizations.id", "had.organization_id")
    .select(["organizations.name as organization", "had.image_name as image"])
    .where("had.digest", "=", digest)
    .union(({ selectFrom }) =>
      selectFrom("manifests")
        .innerJoin("images", "images.id", "manifests.image_id")
        .innerJoin("organizations", "organizations.id", "images.organization_id")
        .select(["organizations.name as organization", "images.name as image"])
        .where("manifests.digest", "=", digest),
    )
    .execute();
  return having.map(({ organization, image }) => `${organization}/${image}`).sort();
}
