/** Pushes of manifests: files, then rows, so that a row never stands for a file that was not there. */
import { findImageId, recordChanges, settle, strikeOut } from "../content/file-changes.ts";
import { writeManifestFiles, writeTagFiles } from "../content/manifest-files.ts";
import type { Context } from "../context.ts";
import { inTransaction, requireNoTransaction } from "../transaction.ts";
import { recordPush } from "./image-rows.ts";
import type { ManifestContent } from "./manifest-content.ts";
import type { Repository } from "./repository.ts";
import { exceedsQuota } from "./room.ts";
import { type Verified, verifyReferences } from "./verify-references.ts";

export interface NewManifest {
  /** Computed over the bytes. */
  digest: string;
  tag: string | undefined;
  content: ManifestContent;
}

export type PutOutcome =
  | { outcome: "stored" }
  | { outcome: "organization deleted" }
  /** With it the organization would store more than its quota. */
  | { outcome: "no room" }
  | Exclude<Verified, { outcome: "complete" }>;

/** Undoes what was recorded. */
class NoRoom extends Error {}

/** Stores a manifest and moves the tag to it. Makes the image with its first push. */
export async function putManifest(
  context: Context,
  repository: Repository,
  { digest, tag, content }: NewManifest,
): Promise<PutOutcome> {
  requireNoTransaction(context);
  const { name } = repository;
  return context.state.locks.withLock<PutOutcome>(name, async () => {
    const imageId = await findImageId(context.db, name);
    const verified = await verifyReferences(context, name, imageId, content);
    if (verified.outcome !== "complete") return verified;
    const { size } = verified;
    const changes = await recordChanges(context.db, [{ repository: name, tag: tag ?? null, digest }]);
    let isStored = false;
    try {
      await writeManifestFiles(context, name, digest, content.text);
      if (tag !== undefined) await writeTagFiles(context, name, tag, digest);
      const time = context.clock().toISOString();
      isStored = await inTransaction(context, async (context) => {
        const added = await recordPush(context, { repository, digest, tag, content, size, time });
        if (added === undefined) return false;
        if (added > 0 && (await exceedsQuota(context.db, repository.organization.id))) throw new NoRoom();
        for (const change of changes) await strikeOut(context.db, change);
        return true;
      });
    } catch (error) {
      if (error instanceof NoRoom) return { outcome: "no room" };
      throw error;
    } finally {
      if (!isStored) await settle(context, changes);
    }
    return { outcome: isStored ? "stored" : "organization deleted" };
  });
}
