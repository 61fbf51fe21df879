/** How much an organization may store (SWR's private cloud has this quota, set in GB). */

/** Bytes of a GB, as all sizes are shown here. */
export const GB = 1024 ** 3;

/** Bytes. A smaller quota would show as 0 GB, and one above a PB would limit nothing. */
export const QUOTA_MIN_BYTES = 1024 ** 2;
export const QUOTA_MAX_BYTES = 1024 ** 5;

/** A quota in GB, to three decimals. */
export function inGigabytes(bytes: number): number {
  return Number((bytes / GB).toFixed(3));
}
