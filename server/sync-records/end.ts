/** How copies end that wait or run. */
import type { SyncCause } from "../../core/console-operations/sync.ts";
import type { SyncState } from "../../core/operations/sync.ts";
import type { ActorContext } from "../context.ts";
import { cancel } from "../jobs/queue.ts";
import { inTransaction } from "../transaction.ts";
import { SYNC_JOB } from "./ask.ts";

interface End {
  state: Exclude<SyncState, "waiting" | "running">;
  cause: SyncCause | null;
  detail: string;
}

/** What has ended already stays as it is. */
export async function endRecord({ db, clock }: ActorContext, id: number, end: End): Promise<void> {
  const now = clock().toISOString();
  await db
    .updateTable("sync_records")
    .set({ ...end, speed: null, uploads: "{}", updated_at: now, ended_at: now })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .execute();
}

interface Which {
  id?: number;
  image_id?: number;
  account_id?: string;
  region_id?: string;
  remote_organization?: string;
  kind?: "auto" | "manual";
}

/** Those that match and have not ended; whoever carries one out learns of it within seconds. Answers how many. */
export async function cancelRecords(context: ActorContext, which: Which): Promise<number> {
  return await inTransaction(context, async (within) => {
    const open = await within.db
      .selectFrom("sync_records")
      .select("id")
      .where(({ eb, and }) =>
        and(
          (Object.entries(which) as [keyof Which, string | number][]).map(([column, value]) =>
            eb(column, "=", value),
          ),
        ),
      )
      .where("ended_at", "is", null)
      .execute();
    for (const { id } of open) {
      await cancel(within, { kind: SYNC_JOB, key: String(id) });
      await endRecord(within, id, { state: "cancel", cause: null, detail: "" });
    }
    return open.length;
  });
}
