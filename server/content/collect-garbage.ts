/**
 * Removes what a repository has and no manifest of it names, and blobs that no repository has, also while clients push.
 * Nothing is walked: SQL triggers put into `blob_reviews` what appeared or lost a reference, and a review removes it or says
 * when to look again. Why that is safe: docs/decisions/0009.
 */
import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { givingWay } from "../jobs/give-way.ts";
import { inTransaction } from "../transaction.ts";
import { recordChanges } from "./file-changes.ts";
import { findReading } from "./read-folder.ts";

/** A push may take so long from its first layer to its manifest, in milliseconds. */
export const GRACE_MS = 24 * 60 * 60 * 1000;
/** Reviews in one transaction: so long others wait. */
const BATCH = 20;

export interface CollectOptions {
  /** Only counts. */
  dryRun?: boolean;
  /** Stops it between two batches; what it has removed stays removed. */
  signal?: AbortSignal;
}

type Needs = Pick<Deps, "db" | "content" | "state" | "clock">;

export interface Collected {
  /** Blobs that a repository no longer has. */
  links: number;
  blobs: number;
  /** Of the blobs. */
  bytes: number;
}

/** Undoes a dry run. */
class NotMeant extends Error {}

/** Can be repeated and interrupted. Nothing goes before the folder of an older release is read. */
export async function collectGarbage(
  deps: Needs,
  { dryRun = false, signal }: CollectOptions = {},
): Promise<Collected> {
  const collected: Collected = { links: 0, blobs: 0, bytes: 0 };
  if (await findReading(deps.db)) return collected;
  if (dryRun) {
    const undone = inTransaction(deps, async (within) => {
      while (!signal?.aborted && (await reviewBatch(within, collected)) > 0);
      throw new NotMeant();
    });
    await undone.catch((error: unknown) => {
      if (!(error instanceof NotMeant)) throw error;
    });
    return collected;
  }
  const review = () => reviewBatch(deps, collected);
  while (!signal?.aborted && (await givingWay({ ...deps, signal }, review)) > 0);
  await removeDeadObjects(deps, signal);
  return collected;
}

/** Answers how many were reviewed. */
async function reviewBatch(deps: Needs, collected: Collected): Promise<number> {
  const now = deps.clock();
  const due = await deps.db
    .selectFrom("blob_reviews")
    .select("digest")
    .where("review_after", "<=", now.toISOString())
    .orderBy("review_after")
    .limit(BATCH)
    .execute();
  await inTransaction(deps, async (within) => {
    for (const { digest } of due) await review(within, digest, now, collected);
  });
  return due.length;
}

async function review(deps: Needs, digest: string, now: Date, collected: Collected): Promise<void> {
  const { db } = deps;
  const limit = new Date(now.getTime() - GRACE_MS).toISOString();
  collected.links += await forgetUnnamed(deps, digest, limit);
  const youngest = await youngestUse(db, digest, limit);
  if (youngest === undefined && !(await isKept(db, digest))) {
    collected.bytes += await forgetBlob(db, digest);
    collected.blobs += 1;
  }
  const reviews = db.deleteFrom("blob_reviews").where("digest", "=", digest);
  if (youngest === undefined) await reviews.execute();
  else {
    const review_after = new Date(Date.parse(youngest) + GRACE_MS).toISOString();
    await db.updateTable("blob_reviews").set({ review_after }).where("digest", "=", digest).execute();
  }
}

/** Answers its bytes. */
async function forgetBlob(db: Kysely<Database>, digest: string): Promise<number> {
  const { key, size } = await db
    .deleteFrom("blobs")
    .where("digest", "=", digest)
    .returning(["key", "size"])
    .executeTakeFirstOrThrow();
  await db.insertInto("dead_objects").values({ key, digest }).execute();
  return size;
}

/** Takes the blob from repositories that have no manifest naming it, and no push that might. Answers from how many. */
async function forgetUnnamed(deps: Needs, digest: string, limit: string): Promise<number> {
  const { db } = deps;
  const old = await db
    .selectFrom("repository_blobs as had")
    .innerJoin("organizations", "organizations.id", "had.organization_id")
    .select(["had.organization_id", "had.image_name", "organizations.name as organization"])
    .where("had.digest", "=", digest)
    .where("had.needed_at", "<=", limit)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("images")
            .innerJoin("manifest_references", "manifest_references.image_id", "images.id")
            .select("images.id")
            .whereRef("images.organization_id", "=", "had.organization_id")
            .whereRef("images.name", "=", "had.image_name")
            .whereRef("manifest_references.digest", "=", "had.digest"),
        ),
      ),
    )
    .execute();
  for (const { organization_id, image_name, organization } of old) {
    await db
      .deleteFrom("repository_blobs")
      .where("organization_id", "=", organization_id)
      .where("image_name", "=", image_name)
      .where("digest", "=", digest)
      .execute();
    const change = { repository: `${organization}/${image_name}`, tag: null, digest };
    // No client's push waits for the disk here.
    await recordChanges(deps, [change], { pauseMs: 0 });
  }
  return old.length;
}

/** The earliest time a client came to rely on it that the grace covers; undefined where none is. */
async function youngestUse(db: Kysely<Database>, digest: string, limit: string): Promise<string | undefined> {
  const uses = await db
    .selectFrom("repository_blobs")
    .select("needed_at")
    .where("digest", "=", digest)
    .where("needed_at", ">", limit)
    .unionAll(({ selectFrom }) =>
      selectFrom("blobs").select("needed_at").where("digest", "=", digest).where("needed_at", ">", limit),
    )
    .orderBy("needed_at")
    .limit(1)
    .execute();
  return uses[0]?.needed_at;
}

/** Whether any repository has it, or it is a manifest. A name alone, like that of a foreign layer, keeps nothing. */
async function isKept(db: Kysely<Database>, digest: string): Promise<boolean> {
  for (const table of ["repository_blobs", "manifests"] as const) {
    const row = await db
      .selectFrom(table)
      .select("digest")
      .where("digest", "=", digest)
      .limit(1)
      .executeTakeFirst();
    if (row) return true;
  }
  return false;
}

/** A blob may be back under the same key: the digest's lock holds off who brings it. */
async function removeDeadObjects(deps: Needs, signal: AbortSignal | undefined): Promise<void> {
  for (;;) {
    const [dead] = await deps.db.selectFrom("dead_objects").selectAll().limit(1).execute();
    if (!dead || signal?.aborted) return;
    const { key, digest } = dead;
    await deps.state.locks.withLock(digest, async () => {
      const blob = await deps.db
        .selectFrom("blobs")
        .select("digest")
        .where("digest", "=", digest)
        .where("key", "=", key)
        .executeTakeFirst();
      if (!blob) await deps.content.remove([key]);
      await deps.db.deleteFrom("dead_objects").where("key", "=", key).execute();
    });
  }
}
