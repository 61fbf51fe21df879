/** Sizes, numbers and times as people read them. Every page formats through here, so they look the same everywhere. */

const UNITS = ["B", "KB", "MB", "GB", "TB", "PB"] as const;

/** Bytes in steps of 1024, with three significant digits: `184 MB`, `1.42 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = Math.max(3, String(Math.trunc(value)).length);
  // The number and its unit stay on one line.
  return `${formatNumber(Number(value.toPrecision(digits)))}\u00a0${UNITS[unit]}`;
}

/**
 * Both languages group by threes with a comma. Intl would do the same, but its first number takes as long as drawing a
 * whole list.
 */
export function formatNumber(value: number): string {
  const [whole = "", fraction] = String(value).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Date and time to the second, in the person's time zone. */
export function formatTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" }).format(
    new Date(iso),
  );
}

/** The same instant in UTC, to the minute: `2026-04-01 00:00`. */
export function formatUtc(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

/** A day of UTC (`2026-03-01`) as a chart names it: `Mar 1`; of a month only `Mar 2026`. */
export function formatDay(date: string, language: string, period: "day" | "week" | "month"): string {
  const parts: Intl.DateTimeFormatOptions =
    period === "month" ? { year: "numeric", month: "short" } : { month: "short", day: "numeric" };
  return new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

const STEPS = [
  ["year", 365 * 24 * 3600],
  ["month", 30 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
] as const;

export type AgeUnit = (typeof STEPS)[number][0] | "second";

/** How old something is, in whole steps of the largest unit there is one of. `now` is in milliseconds. */
export function ageOf(iso: string, now: number): { unit: AgeUnit; count: number } {
  return inSteps(now - Date.parse(iso));
}

/** How long it is until something, likewise. */
export function timeUntil(iso: string, now: number): { unit: AgeUnit; count: number } {
  return inSteps(Date.parse(iso) - now);
}

function inSteps(ms: number): { unit: AgeUnit; count: number } {
  const seconds = Math.max(0, ms / 1000);
  const [unit, size] = STEPS.find(([, step]) => seconds >= step) ?? (["second", 1] as const);
  return { unit, count: Math.trunc(seconds / size) };
}

/** Milliseconds as `5:59:42`, or `0:42` below an hour; whole seconds begun count. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const parts = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60, seconds % 60];
  if (parts[0] === 0) parts.shift();
  return parts.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
