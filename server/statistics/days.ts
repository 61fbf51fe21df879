/** Days of UTC, as `2026-03-01`. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** `time` is RFC 3339 in UTC. */
export function dateOf(time: string): string {
  return time.slice(0, "2026-03-01".length);
}

/** The last `count` days up to that of `now`, the earliest first. */
export function lastDays(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    dateOf(new Date(now.getTime() - (count - 1 - at) * DAY_MS).toISOString()),
  );
}
