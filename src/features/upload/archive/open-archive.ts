import type { UploadSource } from "./archive-file.ts";
import { blobFile, readBlob } from "./blob-file.ts";
import { compressionOf, MAGIC_LENGTH } from "./compression.ts";
import { gzipFile } from "./gzip-file.ts";
import { ArchiveError } from "./problem.ts";

/** `maxBytes`: the edition's limit for one archive after decompression. Throws ArchiveError. */
export async function openArchive(
  file: Blob,
  maxBytes: number | null,
  signal: AbortSignal,
): Promise<UploadSource> {
  if (maxBytes !== null && file.size > maxBytes) throw new ArchiveError({ code: "too_large", max: maxBytes });
  const start = await readBlob(file, 0, MAGIC_LENGTH);
  return compressionOf(start) === "gzip" ? gzipFile(file, maxBytes, signal) : blobFile(file);
}
