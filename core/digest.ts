/** Content digests. The registry and the page upload both speak these algorithms and no other. */

/** The first is the default for new digests. */
export const DIGEST_ALGORITHMS = ["sha256", "sha512"] as const;

export type DigestAlgorithm = (typeof DIGEST_ALGORITHMS)[number];

/** The form that `isDigest` takes, for error messages. */
export const DIGEST_FORM = "sha256: and 64 hex digits, or sha512: and 128";

const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;

export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** `digest` must be one that `isDigest` takes. */
export function digestAlgorithm(digest: string): DigestAlgorithm {
  return digest.startsWith("sha512:") ? "sha512" : "sha256";
}

/** The hex digits without the algorithm. */
export function digestHex(digest: string): string {
  return digest.slice(digest.indexOf(":") + 1);
}
