import type { Hash } from "./hash.ts";

/** Beyond, the oldest is dropped. */
const KEPT = 1000;

/** Hashes of unfinished uploads. A cache: an upload whose hash is not there is read again at its end. */
export interface UploadHashes {
  keep(uploadId: string, hash: Hash): void;
  /** Removes the hash from the cache and answers it. */
  take(uploadId: string): Hash | undefined;
}

export function createUploadHashes(): UploadHashes {
  const hashes = new Map<string, Hash>();
  return {
    keep(uploadId, hash) {
      const [oldest] = hashes.keys();
      if (oldest !== undefined && hashes.size >= KEPT) hashes.delete(oldest);
      hashes.set(uploadId, hash);
    },
    take(uploadId) {
      const hash = hashes.get(uploadId);
      hashes.delete(uploadId);
      return hash;
    },
  };
}
