/** Byte ranges: of a download (RFC 9110, section 14) and of an upload's chunk (OCI distribution specification). */
import type { ByteRange } from "../ports/storage.ts";

/**
 * The range a `Range` header asks for. "all" where there is none, or one that a server may ignore: another unit, several
 * ranges, nonsense. "unsatisfiable" where it lies outside.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | "all" | "unsatisfiable" {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (first === "") {
    if (last === "") return "all";
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) return "all";
  return start >= size ? "unsatisfiable" : { start, end };
}

/** `start-end` as the specification has it, or `bytes start-end/*` as HTTP has it: clients send either. */
export function parseContentRange(header: string): ByteRange | undefined {
  const match = /^(?:bytes[ =])?(\d{1,15})-(\d{1,15})(?:\/(?:\d+|\*))?$/.exec(header.trim());
  if (!match) return undefined;
  const range = { start: Number(match[1]), end: Number(match[2]) };
  return range.end >= range.start ? range : undefined;
}

/** Where an upload stands. Nothing received is `0-0` too, as CNCF distribution says it. */
export function uploadRange(size: number): string {
  return `0-${Math.max(size - 1, 0)}`;
}
