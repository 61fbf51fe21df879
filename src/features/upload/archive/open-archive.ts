import type { UploadSource } from "./archive-file.ts";
import { blobFile } from "./blob-file.ts";
import { ArchiveError } from "./problem.ts";

/** `maxBytes`: the edition's limit for one archive after decompression. Throws ArchiveError. */
export async function openArchive(file: Blob, maxBytes: number | null): Promise<UploadSource> {
  if (maxBytes !== null && file.size > maxBytes) throw new ArchiveError({ code: "too_large", max: maxBytes });
  return blobFile(file);
}
