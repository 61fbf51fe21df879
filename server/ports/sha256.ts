/** An incremental SHA-256; WebCrypto only hashes whole buffers. */
export interface Sha256 {
  update(chunk: Uint8Array): void;
  /** Lower-case hex, of what has come so far; more may come. */
  digestHex(): string;
}
