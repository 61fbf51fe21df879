import type { DigestAlgorithm } from "../../core/digest.ts";

/** An incremental hash; WebCrypto only hashes whole buffers. */
export interface Hash {
  update(chunk: Uint8Array): void;
  /** Of what has come so far; more may come. */
  digest(): string;
}

export type CreateHash = (algorithm: DigestAlgorithm) => Hash;
