import type { UploadSource } from "./archive-file.ts";
import { ArchiveError } from "./problem.ts";

/** An archive the person chose. Throws ArchiveError `file_changed` where it was changed or removed since. */
export function blobFile(blob: Blob): UploadSource {
  return {
    size: blob.size,
    forwardOnly: false,
    body: async (offset, length) => blob.slice(offset, offset + length),
    async read(offset, length) {
      try {
        return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
      } catch {
        // NotReadableError or NotFoundError: the browser compares the file's time with the one at the choice.
        throw new ArchiveError({ code: "file_changed" });
      }
    },
  };
}
