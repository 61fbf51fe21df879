/** Pushes of manifests: files, then rows, so that a row never stands for a file that was not there. */

import { findImageId, recordChanges, settle, strikeOut } from "../content/file-changes.ts";
import { writeManifestFiles, writeTagFiles } from "../content/manifest-files.ts";
import type { Context } from "../context.ts";
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
  context: Context,
  repository: Repository,
  { digest, tag, content }: NewManifest,
): Promise<void> {
  requireNoTransaction(context);
  const { name } = repository;
  await context.state.locks.withLock(name, async () => {
    const imageId = await findImageId(context.db, name);
    const size = await verifyReferences(context, name, imageId, content);
    const changes = await recordChanges(context.db, [{ repository: name, tag: tag ?? null, digest }]);
    try {
      await writeManifestFiles(context, name, digest, content.text);
      if (tag !== undefined) await writeTagFiles(context, name, tag, digest);
      const time = context.clock().toISOString();
      await inTransaction(context, async ({ db }) => {
        await recordPush(db, { repository, creator: context.caller.user, digest, tag, content, size, time });
        for (const change of changes) await strikeOut(db, change);
      });
    } catch (error) {
      await settle(context, changes);
      throw error;
    }
  });
}
