/**
 * What an organization may take yet. Its images count, by their sizes; bytes that no manifest names do not, as nobody
 * could delete them. The manifest decides (put-manifest.ts); what comes before it is refused where it could not fit.
 */
import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";

export interface Stored {
  stored_bytes: number;
  /** Null: no limit. */
  quota_bytes: number | null;
}

/** Bytes; not negative, though a quota may have been set below what is stored. */
export function roomLeft({ stored_bytes, quota_bytes }: Stored): number {
  return quota_bytes === null ? Number.POSITIVE_INFINITY : Math.max(0, quota_bytes - stored_bytes);
}

/** Whether more is stored than may be, as this transaction has it. */
export async function exceedsQuota(db: Kysely<Database>, organizationId: number): Promise<boolean> {
  const { stored_bytes, quota_bytes } = await db
    .selectFrom("organizations")
    .select(["stored_bytes", "quota_bytes"])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return quota_bytes !== null && stored_bytes > quota_bytes;
}
