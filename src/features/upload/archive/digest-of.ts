import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { digestAlgorithm, digestHex } from "../../../../core/digest.ts";

const HASHES = { sha256, sha512 };

/**
 * For manifests and configs, which are small. WebCrypto is not there where the console is served over plain HTTP;
 * layers are never hashed in the page, the registry does that.
 */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${bytesToHex(sha256(bytes))}`;
}

/** `digest`: what `isDigest` takes. */
export function hasDigest(bytes: Uint8Array, digest: string): boolean {
  return bytesToHex(HASHES[digestAlgorithm(digest)](bytes)) === digestHex(digest);
}
