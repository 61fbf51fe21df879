/** Byte ranges: of a download (RFC 9110, section 14) and of an upload's chunk (OCI distribution specification). */
import type { ByteRange } from "../ports/content.ts";

/** Of one request; readers of parts of layers ask for some dozens. */
const RANGES_MAX = 100;

/**
 * The ranges a `Range` header asks for, without those that lie outside. "all" where there is none, or one that a server may
 * ignore: another unit, nonsense, more or longer ones than it cares to send. "unsatisfiable" where all lie outside.
 */
export function parseRanges(header: string | undefined, size: number): ByteRange[] | "all" | "unsatisfiable" {
  const [, list = ""] = /^bytes=([\d, -]+)$/.exec(header?.trim() ?? "") ?? [];
  const parsed = list.split(",").map((text) => parseRange(text.trim(), size));
  const ranges: ByteRange[] = [];
  for (const range of parsed) {
    if (range === "nonsense") return "all";
    if (range !== "outside") ranges.push(range);
  }
  if (ranges.length === 0) return "unsatisfiable";
  const bytes = ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  return ranges.length > RANGES_MAX || bytes > size ? "all" : ranges;
}

function parseRange(text: string, size: number): ByteRange | "nonsense" | "outside" {
  const [, first = "", last = ""] = /^(\d{0,15})-(\d{0,15})$/.exec(text) ?? [];
  if (first === "") {
    if (last === "") return "nonsense";
    const length = Math.min(Number(last), size);
    return length === 0 ? "outside" : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) return "nonsense";
  return start >= size ? "outside" : { start, end };
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
