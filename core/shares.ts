/** Until when a share counts (SWR API reference, "deadline"; user guide, 「截止日期」). */

export const SHARE_DESCRIPTION_MAX = 1000;

/** What the API sends and takes for a share that never ends. */
export const FOREVER = "forever";

/** Later than any day a person may choose, so that shares that never end sort last. */
export const NEVER_ENDS = "9999-12-31T00:00:00.000Z";

/**
 * `public`: without effect, as anyone may pull the image. `disabled`: without effect, as one of the accounts is
 * disabled. Both may count again; an ended share does not.
 */
export const SHARE_STATES = ["in_force", "public", "disabled", "ended"] as const;
export type ShareState = (typeof SHARE_STATES)[number];

const RFC_3339_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** `forever`, or RFC 3339 in UTC of a day that there is; Date itself would take 30 February for 2 March. */
export function isDeadline(text: string): boolean {
  if (text === FOREVER) return true;
  const time = RFC_3339_UTC.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, "2026-03-01".length));
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The instant from which a share no longer counts, as `toISOString` writes it. `deadline` is RFC 3339 in UTC or
 * `forever`; whole days count, so it ends at 00:00 UTC of the day after the one named.
 */
export function endOfShare(deadline: string): string {
  if (deadline === FOREVER) return NEVER_ENDS;
  const days = Math.floor(Date.parse(deadline) / DAY_MS);
  const end = new Date((days + 1) * DAY_MS);
  // As text, a year of five digits would sort before all others.
  return end.getUTCFullYear() > 9999 ? NEVER_ENDS : end.toISOString();
}

/** `endsAt` as above. */
export function isShareOver(endsAt: string, now: Date): boolean {
  return endsAt <= now.toISOString();
}
