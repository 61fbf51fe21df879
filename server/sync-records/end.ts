/** Ends copies that wait or run. */
import type { SyncCause } from "../../core/console-operations/sync.ts";
import type { SyncState } from "../../core/operations/facts.ts";
import type { ActorContext } from "../context.ts";
import { inUnsyncedTransaction } from "../transaction.ts";

export interface End {
  state: Exclude<SyncState, "waiting" | "running">;
  cause: SyncCause | null;
  detail: string;
}

/** What has ended already stays as it is. Uploads that were begun there are kept for a retry. */
export async function endRecord(context: ActorContext, id: number, end: End): Promise<void> {
  const now = context.clock().toISOString();
  await inUnsyncedTransaction(context, ({ db }) =>
    db
      .updateTable("sync_records")
      .set({ ...end, speed: null, updated_at: now, ended_at: now })
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .execute(),
  );
}

interface Which {
  id?: number;
  image_id?: number;
  account_id?: string;
  region_id?: string;
  remote_organization?: string;
  kind?: "auto" | "manual";
}

/** Those that match and have not ended; whoever carries one out looks every second. Answers how many. */
export async function cancelRecords(context: ActorContext, which: Which): Promise<number> {
  const now = context.clock().toISOString();
  const { numUpdatedRows } = await context.db
    .updateTable("sync_records")
    .set({ state: "cancel", speed: null, updated_at: now, ended_at: now })
    .where(({ eb, and }) =>
      and(
        (Object.entries(which) as [keyof Which, string | number][]).map(([column, value]) =>
          eb(column, "=", value),
        ),
      ),
    )
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
