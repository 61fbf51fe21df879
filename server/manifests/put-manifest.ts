/** Pushes of manifests: files, then rows, so that a row never stands for a file that was not there. */

import { findImageId, recordChanges, settle, strikeOut } from "../content/file-changes.ts";
import { writeManifestFiles, writeTagFiles } from "../content/manifest-files.ts";
import type { Caller } from "../context.ts";
import type { Deps } from "../deps.ts";
import { inTransaction, requireNoTransaction } from "../transaction.ts";
import { recordPush } from "./image-rows.ts";
import type { ManifestContent } from "./manifest-content.ts";
import type { Repository } from "./repository.ts";
import { verifyReferences } from "./verify-references.ts";

export interface NewManifest {
  /** Computed over the bytes. */
  digest: string;
  tag: string | undefined;
  content: ManifestContent;
}

/** Stores a manifest and moves the tag to it. Makes the image with its first push. Errors as verifyReferences has. */
export async function putManifest(
  deps: Deps,
  caller: Caller,
  repository: Repository,
  { digest, tag, content }: NewManifest,
): Promise<void> {
  requireNoTransaction(deps);
  const { name } = repository;
  await deps.state.locks.withLock(name, async () => {
    const imageId = await findImageId(deps.db, name);
    const size = await verifyReferences(deps, name, imageId, content);
    const changes = await recordChanges(deps.db, [{ repository: name, tag: tag ?? null, digest }]);
    try {
      await writeManifestFiles(deps, name, digest, content.text);
      if (tag !== undefined) await writeTagFiles(deps, name, tag, digest);
      const time = deps.clock().toISOString();
      await inTransaction(deps, async ({ db }) => {
        await recordPush(db, { repository, creator: caller.user, digest, tag, content, size, time });
        for (const change of changes) await strikeOut(db, change);
      });
    } catch (error) {
      await settle(deps, changes);
      throw error;
    }
  });
}
