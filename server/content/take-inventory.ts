/** Finds content that no row knows: what a crash left between a file and its rows. Walks all of it, so seldom. */
import { isDigest } from "../../core/digest.ts";
import type { Deps } from "../deps.ts";
import { type CollectOptions, GRACE_MS } from "./collect-garbage.ts";
import { BLOBS, blobFolder, blobPath } from "./layout.ts";
import { findReading } from "./read-folder.ts";

type Needs = Pick<Deps, "db" | "storage" | "state" | "clock">;

/** Removes it once it is older than any push. Answers how much that is, in bytes. */
export async function takeInventory(
  deps: Needs,
  { dryRun = false, signal }: CollectOptions = {},
): Promise<{ blobs: number; bytes: number }> {
  const unknown = { blobs: 0, bytes: 0 };
  if (await findReading(deps.db)) return unknown;
  for (const prefix of await deps.storage.list(BLOBS)) {
    // What others put there is not ours to remove.
    const digests = (await deps.storage.list(`${BLOBS}/${prefix}`))
      .map((hex) => `sha256:${hex}`)
      .filter(isDigest);
    for (const digest of digests) {
      if (signal?.aborted) return unknown;
      const bytes = await removeUnknown(deps, digest, dryRun);
      if (bytes === undefined) continue;
      unknown.blobs += 1;
      unknown.bytes += bytes;
    }
  }
  return unknown;
}

/** Bytes of content that has no row. */
function removeUnknown(deps: Needs, digest: string, dryRun: boolean): Promise<number | undefined> {
  const { db, storage, clock } = deps;
  return deps.state.locks.withLock(digest, async () => {
    for (const table of ["blobs", "manifests"] as const) {
      const query = db.selectFrom(table).select("digest").where("digest", "=", digest).limit(1);
      if (await query.executeTakeFirst()) return undefined;
    }
    const storedAt = await storage.modifiedAt(blobPath(digest));
    if (!storedAt || clock().getTime() - storedAt.getTime() < GRACE_MS) return undefined;
    const bytes = await storage.size(blobPath(digest));
    if (!dryRun) await storage.remove(blobFolder(digest));
    return bytes;
  });
}
