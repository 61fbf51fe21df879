/** IAM writes six digits of fraction; the clock has three. */
export function inMicroseconds(date: Date): string {
  return date.toISOString().replace("Z", "000Z");
}

/** IAM's `/OS-USER` has a form of its own, in UTC: `2026-03-01 08:00:00.0`. */
export function inOsUserForm(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}.0`;
}
