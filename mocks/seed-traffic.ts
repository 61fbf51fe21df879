/** Pulls of the last months: busy on weekdays, growing slowly, so that the charts have something to show. */
import type { Deps } from "../server/deps.ts";

const DAY = 24 * 60 * 60_000;
const DAYS = 120;
const GB = 1024 ** 3;

export async function seedTraffic({ db, clock }: Deps, accountId: string): Promise<void> {
  const today = clock().getTime();
  for (let ago = 0; ago < DAYS; ago += 1) {
    const day = new Date(today - ago * DAY);
    const isWeekend = day.getUTCDay() % 6 === 0;
    const wave = 1 + 0.25 * Math.sin(ago * 1.7);
    const pulled_bytes = Math.round((isWeekend ? 2 : 9) * wave * (1 - ago / (2 * DAYS)) * GB);
    await db
      .insertInto("account_days")
      .values({ account_id: accountId, date: day.toISOString().slice(0, 10), stored_change: 0, pulled_bytes })
      .onConflict((conflict) => conflict.columns(["account_id", "date"]).doUpdateSet({ pulled_bytes }))
      .execute();
  }
}
