/**
 * Counts pulls in memory, and writes them to the tables now and then, so that no pull waits for the tables or fails
 * with them.
 */
import type { Deps } from "../deps.ts";
import type { Counted } from "../ports/pull-counts.ts";
import { inTransaction } from "../transaction.ts";
import { dateOf } from "./days.ts";

/** `bytes` of an image of the account are being sent to a client; `imageId` where they are a manifest's. */
export function countPull({ state, clock }: Deps, accountId: string, bytes: number, imageId?: number): void {
  const date = dateOf(clock().toISOString());
  state.pullCounts.add({ accountId, date, bytes, ...(imageId !== undefined && { imageId }) });
}

/** Writes down what was counted since. Where that fails it is kept for the next time. */
export async function writePulls(deps: Pick<Deps, "db" | "state">): Promise<void> {
  const counted = deps.state.pullCounts.take();
  if (counted.days.length === 0) return;
  try {
    await inTransaction(deps, (within) => write(within, counted));
  } catch (error) {
    deps.state.pullCounts.putBack(counted);
    throw error;
  }
}

async function write({ db }: Pick<Deps, "db">, { days, images }: Counted): Promise<void> {
  // An image that was deleted meanwhile has no count.
  for (const { id, pulls } of images) {
    await db
      .updateTable("images")
      .set(({ eb }) => ({ download_count: eb("download_count", "+", pulls) }))
      .where("id", "=", id)
      .execute();
  }
  for (const { accountId, date, bytes } of days) {
    await db
      .insertInto("account_days")
      .values({ account_id: accountId, date, stored_change: 0, pulled_bytes: bytes })
      .onConflict((conflict) =>
        conflict.columns(["account_id", "date"]).doUpdateSet(({ eb }) => ({
          pulled_bytes: eb("account_days.pulled_bytes", "+", bytes),
        })),
      )
      .execute();
  }
}
