/** What an account holds and transfers. */

import type { Context } from "../context.ts";
import { countRows, sumOf } from "../db/aggregates.ts";
import { lastDays } from "./days.ts";

/** Days in a report; the reference leaves open how many there are. A year: the console shows months, too. */
const REPORT_DAYS = 365;

export async function countOrganizations({ db, caller }: Context): Promise<number> {
  const { count } = await db
    .selectFrom("organizations")
    .select(countRows().as("count"))
    .where("account_id", "=", caller.account.id)
    .executeTakeFirstOrThrow();
  return count;
}

/** Sums over the whole account, also over what the caller may not see, as they name nothing. Sizes are bytes. */
export async function sumUpImages({ db, caller }: Context) {
  return await db
    .selectFrom("organizations")
    .innerJoin("images", "images.organization_id", "organizations.id")
    .select(({ ref }) => [
      countRows().as("images"),
      sumOf(ref("images.tag_count")).as("tags"),
      sumOf(ref("images.size")).as("stored"),
    ])
    .where("organizations.account_id", "=", caller.account.id)
    .executeTakeFirstOrThrow();
}

export async function sumUpPulls({ db, caller }: Context): Promise<number> {
  const { pulled } = await db
    .selectFrom("account_days")
    .select(({ ref }) => sumOf(ref("pulled_bytes")).as("pulled"))
    .where("account_id", "=", caller.account.id)
    .executeTakeFirstOrThrow();
  return pulled;
}

interface DayValue {
  date: string;
  /** Bytes. */
  value: number;
}

/** Each of the last days up to today; 0 for a day without an entry. */
export async function reportPulls(context: Context): Promise<DayValue[]> {
  const days = await readDays(context);
  return days.map(({ date, pulled_bytes: value }) => ({ date, value }));
}

/** What was stored at the end of each day: today's size less what was added since. */
export async function reportStored(context: Context): Promise<DayValue[]> {
  const days = await readDays(context);
  const values: DayValue[] = [];
  let { stored } = await sumUpImages(context);
  for (const { date, stored_change: change } of days.reverse()) {
    values.unshift({ date, value: stored });
    stored -= change;
  }
  return values;
}

async function readDays({ db, caller, clock }: Context) {
  const dates = lastDays(clock(), REPORT_DAYS);
  const rows = await db
    .selectFrom("account_days")
    .select(["date", "stored_change", "pulled_bytes"])
    .where("account_id", "=", caller.account.id)
    .where("date", ">=", dates[0] ?? "")
    .execute();
  const known = new Map(rows.map((row) => [row.date, row]));
  return dates.map((date) => known.get(date) ?? { date, stored_change: 0, pulled_bytes: 0 });
}
