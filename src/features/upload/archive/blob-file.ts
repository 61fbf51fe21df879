import type { UploadSource } from "./archive-file.ts";
import { ArchiveError } from "./problem.ts";

/** An archive the person chose. Throws ArchiveError `file_changed` where it was changed or removed since. */
export function blobFile(blob: Blob): UploadSource {
  return {
    size: blob.size,
    forwardOnly: false,
    read: (offset, length) => readBlob(blob, offset, length),
    body: async (offset, length) => blob.slice(offset, offset + length),
    check: () => checkUnchanged(blob),
  };
}

export async function checkUnchanged(blob: Blob): Promise<void> {
  await readBlob(blob, 0, 1);
}

export async function readBlob(blob: Blob, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
  } catch {
    // NotReadableError or NotFoundError: the browser compares the file's time with the one at the choice.
    throw new ArchiveError({ code: "file_changed" });
  }
}
