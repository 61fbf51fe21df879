/** The wire reports days; weeks and months are made of them here. Days are those of UTC, weeks begin on Monday. */

export const PERIODS = ["day", "week", "month"] as const;

export type Period = (typeof PERIODS)[number];

export interface Day {
  /** `2026-03-01`. */
  date: string;
  /** Bytes. */
  value: number;
}

export interface Point {
  /** The first day of the period. */
  date: string;
  value: number;
}

/** Points shown of each period. */
const SHOWN: Record<Period, number> = { day: 30, week: 26, month: 12 };

/** `sum` for traffic, `last` for what is stored at the end. */
type Measure = "sum" | "last";

const DAY_MS = 24 * 60 * 60_000;

function startOf(date: string, period: Period): string {
  if (period === "day") return date;
  if (period === "month") return `${date.slice(0, 7)}-01`;
  const time = new Date(`${date}T00:00:00Z`);
  const daysSinceMonday = (time.getUTCDay() + 6) % 7;
  return new Date(time.getTime() - daysSinceMonday * DAY_MS).toISOString().slice(0, 10);
}

/**
 * `days` must have no gaps, the oldest first. The first week or month is left out if the report has only its end, as
 * its sum would be too low; the current one is included as far as it has come.
 */
export function toSeries(days: readonly Day[], period: Period, measure: Measure): Point[] {
  const points = new Map<string, number>();
  const first = days[0]?.date ?? "";
  for (const { date, value } of days) {
    const start = startOf(date, period);
    if (start < first) continue;
    points.set(start, measure === "sum" ? (points.get(start) ?? 0) + value : value);
  }
  return [...points].map(([date, value]) => ({ date, value })).slice(-SHOWN[period]);
}
