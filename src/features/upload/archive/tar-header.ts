/** One 512-byte header block of a tar archive: ustar, its GNU variant, and the older form without a magic. */
import { ArchiveError } from "./problem.ts";

export const BLOCK = 512;

export interface TarHeader {
  name: string;
  linkName: string;
  size: number;
  /** The type flag as a character; `0` for the old form's NUL. */
  type: string;
}

const decoder = new TextDecoder();

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** True if the block's checksum agrees: as unsigned bytes, or as the signed ones some old tars summed. */
export function hasValidChecksum(block: Uint8Array): boolean {
  let unsigned = 0;
  let signed = 0;
  block.forEach((byte, index) => {
    // The checksum's own field counts as spaces.
    const value = index >= 148 && index < 156 ? 0x20 : byte;
    unsigned += value;
    signed += value < 0x80 ? value : value - 0x100;
  });
  const stated = parseNumber(block.subarray(148, 156));
  return stated !== undefined && (stated === unsigned || stated === signed);
}

/** `offset` is the block's place in the archive, for the problem. Throws ArchiveError. */
export function parseTarHeader(block: Uint8Array, offset: number): TarHeader {
  const size = parseNumber(block.subarray(124, 136));
  if (size === undefined) throw new ArchiveError({ code: "bad_header", offset });
  const name = text(block.subarray(0, 100));
  // GNU's magic is "ustar " and its header holds other things where POSIX has the prefix.
  const prefix = text(block.subarray(257, 263)) === "ustar" ? text(block.subarray(345, 500)) : "";
  const flag = block[156] ?? 0;
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    linkName: text(block.subarray(157, 257)),
    size,
    type: flag === 0 ? "0" : String.fromCharCode(flag),
  };
}

/** Up to the first NUL. */
export function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end === -1 ? bytes : bytes.subarray(0, end));
}

/** Octal digits, or base 256 where the first bit is set (GNU, for sizes from 8 GB). */
function parseNumber(field: Uint8Array): number | undefined {
  if (((field[0] ?? 0) & 0x80) !== 0) return parseBase256(field);
  const digits = text(field).trim();
  if (digits === "") return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function parseBase256(field: Uint8Array): number | undefined {
  // The second bit is the sign; no size is negative.
  if (((field[0] ?? 0) & 0x40) !== 0) return undefined;
  const value = field.reduce((sum, byte, index) => sum * 256 + (index === 0 ? byte & 0x3f : byte), 0);
  return Number.isSafeInteger(value) ? value : undefined;
}
