/** Content digests. The registry and the page upload both speak sha256 only. */

const SHA256_DIGEST = /^sha256:[a-f0-9]{64}$/;

export function isDigest(text: string): boolean {
  return SHA256_DIGEST.test(text);
}

/** The 64 hex digits without the algorithm. */
export function digestHex(digest: string): string {
  return digest.slice("sha256:".length);
}
