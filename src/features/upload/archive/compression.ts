import type { CompressionFormat } from "./problem.ts";

/** Format, where its magic stands, the magic. bzip2's first bytes, `BZh`, could also start a file's name in a tar. */
const MAGIC: readonly (readonly [CompressionFormat, number, readonly number[]])[] = [
  ["gzip", 0, [0x1f, 0x8b]],
  ["zstd", 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ["bzip2", 4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]],
  ["xz", 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ["zip", 0, [0x50, 0x4b, 0x03, 0x04]],
];

/** Bytes that `compressionOf` looks at. */
export const MAGIC_LENGTH = 10;

/** What the first bytes of a file say it is compressed with. */
export function compressionOf(start: Uint8Array): CompressionFormat | undefined {
  return MAGIC.find(([, offset, magic]) => magic.every((byte, index) => start[offset + index] === byte))?.[0];
}
