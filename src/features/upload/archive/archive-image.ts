/** What an archive holds, ready to be pushed: independent of the layout it came in. */
import type { ImageReference } from "./reference.ts";

/** A layer or a config: a range of the archive's bytes. */
export interface ArchiveBlob {
  kind: "layer" | "config";
  digest: string;
  size: number;
  offset: number;
}

/** A manifest or an index, with the bytes its digest is of. */
export interface ArchiveManifest {
  digest: string;
  mediaType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface ArchiveImage {
  /** Names found in the archive, without registry and namespace. Empty where it was saved by id. */
  names: ImageReference[];
  /** Each digest once, in the order of first use. */
  blobs: ArchiveBlob[];
  /** Children before the index that lists them; the last one is the image. Never empty. */
  manifests: ArchiveManifest[];
  /** As `os/architecture`, possibly `/variant`; empty for what is no runnable image. */
  platforms: string[];
  /** Platforms an index lists and the archive does not hold. They are left out of what is pushed. */
  missingPlatforms: string[];
}
