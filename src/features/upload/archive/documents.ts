/** Reads the small files of an archive: manifests and configs. Bounded, as an archive may claim any size. */
import type { z } from "zod";
import { MANIFEST_MAX } from "../../../../core/limits.ts";
import type { ArchiveFile } from "./archive-file.ts";
import { compressionOf, MAGIC_LENGTH } from "./compression.ts";
import { hasDigest } from "./digest-of.ts";
import { ArchiveError, type CompressionFormat } from "./problem.ts";
import type { TarFile, TarIndex } from "./tar-index.ts";

/** Of all of them together, in bytes; each alone may have what a manifest may. */
const MAX_TOTAL = 64 * 1024 * 1024;

export interface Documents {
  has(name: string): boolean;
  /** Throws ArchiveError `missing_file`. */
  locate(name: string): TarFile;
  /** Throws ArchiveError: `missing_file`, `document_too_large`. */
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** As `read`, and `damaged_document` where the content is not what the digest says. */
  readVerified(name: string, digest: string): Promise<Uint8Array<ArrayBuffer>>;
  /** What the file is compressed with. Throws ArchiveError `missing_file`. */
  compression(name: string): Promise<CompressionFormat | undefined>;
}

export function openDocuments(file: ArchiveFile, index: TarIndex): Documents {
  let left = MAX_TOTAL;
  // By offset: images share layers, and an archive may list one a million times.
  const formats = new Map<number, Promise<CompressionFormat | undefined>>();

  function locate(name: string): TarFile {
    const found = index.find(name);
    if (!found) throw new ArchiveError({ code: "missing_file", entry: name });
    return found;
  }

  async function read(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const { offset, size } = locate(name);
    if (size > Math.min(MANIFEST_MAX, left))
      throw new ArchiveError({ code: "document_too_large", entry: name, max: MANIFEST_MAX });
    left -= size;
    return await file.read(offset, size);
  }

  return {
    has: (name) => index.find(name) !== undefined,
    locate,
    read,
    async readVerified(name, digest) {
      const bytes = await read(name);
      if (!hasDigest(bytes, digest)) throw new ArchiveError({ code: "damaged_document", entry: name });
      return bytes;
    },
    async compression(name) {
      const { offset, size } = locate(name);
      const format =
        formats.get(offset) ?? file.read(offset, Math.min(MAGIC_LENGTH, size)).then(compressionOf);
      formats.set(offset, format);
      return await format;
    },
  };
}

/** Throws ArchiveError `bad_document`, naming `entry`. */
export function parseDocument<Schema extends z.ZodType>(
  entry: string,
  bytes: Uint8Array,
  schema: Schema,
): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    throw new ArchiveError({ code: "bad_document", entry });
  }
}
