/**
 * Pushes of manifests. One transaction verifies what the manifest names and stores it, so that nothing can be deleted
 * in between.
 */
import { findBlobs, insertManifestBlob } from "../content/blobs.ts";
import { recordChanges } from "../content/file-changes.ts";
import type { Context } from "../context.ts";
import { inSharedTransaction } from "../shared-transaction.ts";
import { requireNoTransaction } from "../transaction.ts";
import { recordPush } from "./image-rows.ts";
import type { ManifestContent } from "./manifest-content.ts";
import type { Repository } from "./repository.ts";
import { exceedsQuota } from "./room.ts";
import { blobsOf, type Verified, verifyReferences } from "./verify-references.ts";

export interface NewManifest {
  /** Computed over the bytes. */
  digest: string;
  tags: readonly string[];
  content: ManifestContent;
}

export type PutOutcome =
  | { outcome: "stored" }
  | { outcome: "organization deleted" }
  /** The organization's quota would be exceeded. */
  | { outcome: "no room" }
  | Exclude<Verified, { outcome: "complete" }>;

/** Rolls the push back. */
class NoRoom extends Error {}

/** Stores a manifest and moves the tags to it. Makes the image with its first push. */
export async function putManifest(
  context: Context,
  repository: Repository,
  { digest, tags, content }: NewManifest,
): Promise<PutOutcome> {
  requireNoTransaction(context);
  const { name } = repository;
  const whole = await findBlobs(context, name, blobsOf(content));
  try {
    return await inSharedTransaction<Context, PutOutcome>(context, async (context) => {
      const verified = await verifyReferences(context, repository, content, whole);
      if (verified.outcome !== "complete") return verified;
      const time = context.clock().toISOString();
      const { size, references } = verified;
      const push = { repository, digest, tags, content, size, references, time };
      const isMore = await recordPush(context, push);
      if (isMore === undefined) return { outcome: "organization deleted" };
      if (isMore && (await exceedsQuota(context.db, repository.organization.id))) throw new NoRoom();
      await insertManifestBlob(context, digest, content.text);
      const moved = tags.length > 0 ? tags : [null];
      await recordChanges(
        context,
        moved.map((tag) => ({ repository: name, tag, digest })),
      );
      return { outcome: "stored" };
    });
  } catch (error) {
    if (error instanceof NoRoom) return { outcome: "no room" };
    throw error;
  }
}
