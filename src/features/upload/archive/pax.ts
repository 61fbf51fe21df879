/** Extended headers (POSIX pax): records `length key=value\n` that override fields of the header after them. */

export interface PaxOverrides {
  path?: string;
  linkpath?: string;
  size?: number;
  /** GNU's sparse files, whose data is not what their size says. */
  sparse?: true;
}

const decoder = new TextDecoder();

/** Undefined where the records are malformed. */
export function parsePax(bytes: Uint8Array): PaxOverrides | undefined {
  const overrides: PaxOverrides = {};
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(0x20, start);
    // No record is longer than 99 999 999 bytes: eight digits.
    if (space === -1 || space - start > 8) return undefined;
    const length = decoder.decode(bytes.subarray(start, space));
    const end = start + Number(length);
    if (!/^[0-9]+$/.test(length) || end <= space + 1 || end > bytes.length || bytes[end - 1] !== 0x0a)
      return undefined;
    const record = decoder.decode(bytes.subarray(space + 1, end - 1));
    const equals = record.indexOf("=");
    if (equals < 1 || !apply(overrides, record.slice(0, equals), record.slice(equals + 1))) return undefined;
    start = end;
  }
  return overrides;
}

function apply(overrides: PaxOverrides, key: string, value: string): boolean {
  if (key === "path" || key === "linkpath") overrides[key] = value;
  if (key.startsWith("GNU.sparse.")) overrides.sparse = true;
  if (key !== "size") return true;
  overrides.size = Number(value);
  return /^[0-9]+$/.test(value) && Number.isSafeInteger(overrides.size);
}
