import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/**
 * For manifests and configs, which are small. WebCrypto is not there where the console is served over plain HTTP;
 * layers are never hashed in the page, the registry does that.
 */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${bytesToHex(sha256(bytes))}`;
}
