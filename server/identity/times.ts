/** IAM writes six digits of fraction; the clock has three. */
export function inMicroseconds(date: Date): string {
  return date.toISOString().replace("Z", "000Z");
}
