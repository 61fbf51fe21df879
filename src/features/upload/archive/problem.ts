/**
 * Why an archive is refused: a code the console has a sentence for, with the values of that sentence. `entry` is a
 * name inside the archive, hostile text like everything read from it.
 */
export type ArchiveProblem =
  | { code: "empty_file" }
  | { code: "not_a_tar" | "compressed_damaged" }
  | { code: "compressed"; format: CompressionFormat }
  | { code: "file_changed" }
  | { code: "too_large"; max: number }
  | { code: "bad_checksum" | "bad_header"; offset: number }
  | { code: "too_many_entries" | "too_many_manifests" | "too_many_layers"; max: number }
  | { code: "truncated" | "name_too_long" | "absolute_name" | "parent_name"; entry: string }
  | { code: "device" | "unsupported_entry"; entry: string }
  | { code: "link_loop" | "link_broken" | "link_outside"; entry: string }
  | { code: "not_an_image" | "container_export" | "too_old" | "layer_order" }
  | { code: "inside_folder"; entry: string }
  | { code: "missing_file" | "bad_document" | "damaged_document"; entry: string }
  | { code: "document_too_large"; entry: string; max: number }
  | { code: "size_mismatch"; entry: string; expected: number; actual: number }
  | { code: "layer_count"; expected: number; actual: number }
  | { code: "layer_digest_unknown"; entry: string }
  /** Layers are counted from 1. */
  | { code: "layer_left_out"; layer: number; digest: string }
  | { code: "digest_unsupported"; digest: string }
  | { code: "media_type_unsupported"; mediaType: string };

export type CompressionFormat = "gzip" | "zstd" | "bzip2" | "xz" | "zip";

/** The only thing reading an archive throws on purpose. */
export class ArchiveError extends Error {
  override name = "ArchiveError";
  readonly problem: ArchiveProblem;

  constructor(problem: ArchiveProblem) {
    super(problem.code);
    this.problem = problem;
  }
}
