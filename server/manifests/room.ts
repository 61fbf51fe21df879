/**
 * How much more an organization may store under its quota. Its images count, by their sizes, and their manifests; bytes
 * that no manifest names do not, as nobody could delete them. The push of a manifest decides (put-manifest.ts); uploads are refused
 * earlier where they could not fit.
 */
import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";

export interface Stored {
  stored_bytes: number;
  /** Null: no limit. */
  quota_bytes: number | null;
}

/** Bytes that still fit; 0 also where the quota was set below what is stored. */
export function roomLeft({ stored_bytes, quota_bytes }: Stored): number {
  return quota_bytes === null ? Number.POSITIVE_INFINITY : Math.max(0, quota_bytes - stored_bytes);
}

/** Whether the organization stores more than its quota, as seen by this transaction. */
export async function exceedsQuota(db: Kysely<Database>, organizationId: number): Promise<boolean> {
  const { stored_bytes, quota_bytes } = await db
    .selectFrom("organizations")
    .select(["stored_bytes", "quota_bytes"])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return quota_bytes !== null && stored_bytes > quota_bytes;
}
