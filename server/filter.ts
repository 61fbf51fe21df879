/** The `filter` parameter of a call (core/filter.ts) with the keys that call knows. */
import { parseFilter } from "../core/filter.ts";
import { SwrError } from "./errors.ts";

/** Undefined where the call came without one: then the direct parameters count. */
export function readFilter<Key extends string>(
  text: string | undefined,
  keys: readonly Key[],
): { [K in Key]?: string } | undefined {
  if (text === undefined) return undefined;
  const pairs = parseFilter(text);
  if (!pairs) throw new SwrError("invalidFilter", "pairs are written key::value and joined by |");
  const unknown = Object.keys(pairs).find((key) => !keys.includes(key as Key));
  if (unknown !== undefined) throw new SwrError("invalidFilter", `unknown key ${unknown}`);
  return pairs as { [K in Key]?: string };
}
