/**
 * The `filter` query parameter: `key::value` pairs joined by `|`. With it present, the direct parameters of the
 * same call lose (SWR API reference, section 1.2).
 */

/** Returns undefined where the text is not of that form. */
export function parseFilter(text: string): Record<string, string> | undefined {
  const result: Record<string, string> = {};
  for (const pair of text.split("|")) {
    if (pair === "") continue;
    const at = pair.indexOf("::");
    if (at <= 0) return undefined;
    result[pair.slice(0, at)] = pair.slice(at + 2);
  }
  return result;
}
