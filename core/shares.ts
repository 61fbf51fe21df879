/** Until when a share counts (SWR API reference, "deadline"; user guide, 「截止日期」). */

export const SHARE_DESCRIPTION_MAX = 1000;

/** What the API sends and takes for a share that never ends. */
export const FOREVER = "forever";

/** Later than any day a person may choose, so that shares that never end sort last. */
export const NEVER_ENDS = "9999-12-31T00:00:00.000Z";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The instant from which a share no longer counts, as `toISOString` writes it. `deadline` is RFC 3339 in UTC or
 * `forever`; whole days count, so it ends at 00:00 UTC of the day after the one named.
 */
export function endOfShare(deadline: string): string {
  if (deadline === FOREVER) return NEVER_ENDS;
  const days = Math.floor(Date.parse(deadline) / DAY_MS);
  return new Date((days + 1) * DAY_MS).toISOString();
}

/** `endsAt` as above. */
export function isShareOver(endsAt: string, now: Date): boolean {
  return endsAt <= now.toISOString();
}
