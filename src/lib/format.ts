/** Sizes, numbers and times as people read them. Every page formats through here, so they look the same everywhere. */

/** Making a formatter takes longer than most else a row does, so each is made once. */
function remember<Key extends string | number, Formatter>(
  make: (language: string, key: Key) => Formatter,
): (language: string, key: Key) => Formatter {
  const made = new Map<string, Formatter>();
  return (language, key) => {
    const name = `${language} ${key}`;
    const formatter = made.get(name) ?? make(language, key);
    made.set(name, formatter);
    return formatter;
  };
}

const sizeFormat = remember(
  (language, maximumSignificantDigits: number) =>
    new Intl.NumberFormat(language, { maximumSignificantDigits }),
);
const numberFormat = remember((language, _: "") => new Intl.NumberFormat(language));
const timeFormat = remember(
  (language, _: "") => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" }),
);
const relativeFormat = remember(
  (language, _: "") => new Intl.RelativeTimeFormat(language, { numeric: "auto" }),
);

const UNITS = ["B", "KB", "MB", "GB", "TB", "PB"] as const;

/** Bytes in steps of 1024, with three significant digits: `184 MB`, `1.42 GB`. */
export function formatBytes(bytes: number, language: string): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const number = sizeFormat(language, Math.max(3, String(Math.trunc(value)).length));
  return `${number.format(value)} ${UNITS[unit]}`;
}

export function formatNumber(value: number, language: string): string {
  return numberFormat(language, "").format(value);
}

/** Date and time to the second, in the person's time zone. */
export function formatTime(iso: string, language: string): string {
  return timeFormat(language, "").format(new Date(iso));
}

/** A day of UTC (`2026-03-01`) as a chart names it: `Mar 1`; of a month only `Mar 2026`. */
export function formatDay(date: string, language: string, period: "day" | "week" | "month"): string {
  const parts: Intl.DateTimeFormatOptions =
    period === "month" ? { year: "numeric", month: "short" } : { month: "short", day: "numeric" };
  return new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 24 * 3600],
  ["month", 30 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** `3 minutes ago`, `yesterday`. `now` is in milliseconds. */
export function formatRelativeTime(iso: string, language: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? (["second", 1] as const);
  return relativeFormat(language, "").format(Math.trunc(seconds / size), unit);
}

/** Milliseconds as `5:59:42`, or `0:42` below an hour; whole seconds begun count. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const parts = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60, seconds % 60];
  if (parts[0] === 0) parts.shift();
  return parts.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
