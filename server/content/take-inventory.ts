/** Finds content that no row knows: what a crash left between bytes and their rows. Lists all of it, so seldom. */
import type { Deps } from "../deps.ts";
import type { Stored } from "../ports/content.ts";
import { type CollectOptions, GRACE_MS } from "./collect-garbage.ts";
import { findReading } from "./read-folder.ts";

type Needs = Pick<Deps, "db" | "content" | "state" | "clock">;

/** Removes it once it is older than any push. Answers how much that is, in bytes. */
export async function takeInventory(
  deps: Needs,
  { dryRun = false, signal }: CollectOptions = {},
): Promise<{ blobs: number; bytes: number }> {
  const unknown = { blobs: 0, bytes: 0 };
  if (await findReading(deps.db)) return unknown;
  for await (const stored of deps.content.inventory()) {
    if (signal?.aborted) return unknown;
    if (!(await removeUnknown(deps, stored, dryRun))) continue;
    unknown.blobs += 1;
    unknown.bytes += stored.bytes;
  }
  return unknown;
}

/** The digest's lock holds off who brings the blob meanwhile. */
function removeUnknown(deps: Needs, stored: Stored, dryRun: boolean): Promise<boolean> {
  return deps.state.locks.withLock(stored.digest ?? stored.key, async () => {
    if (deps.clock().getTime() - stored.storedAt.getTime() < GRACE_MS) return false;
    if (await isKnown(deps, stored)) return false;
    if (!dryRun) await deps.content.remove([stored.key]);
    return true;
  });
}

/** An upload's own row has its key within. */
async function isKnown({ db }: Needs, { key, digest }: Stored): Promise<boolean> {
  if (digest === undefined) {
    const uploads = db.selectFrom("uploads").select("id").where("state", "=", JSON.stringify({ key }));
    return (await uploads.executeTakeFirst()) !== undefined;
  }
  const blob = db.selectFrom("blobs").select("digest").where("digest", "=", digest).where("key", "=", key);
  const manifest = db.selectFrom("manifests").select("digest").where("digest", "=", digest).limit(1);
  return ((await blob.executeTakeFirst()) ?? (await manifest.executeTakeFirst())) !== undefined;
}
