/**
 * Secrets the service makes up and hands out once. Most are kept only as a hash; they are random, so a plain one is
 * enough. (The secrets of access keys are kept sealed: secrets/sealed-value.ts.)
 */
import { digestHex } from "../../core/digest.ts";
import type { Deps } from "../deps.ts";
import { toHex } from "../secrets/hex.ts";

/** `bytes` random bytes as lower-case hex. */
export function randomHex(bytes: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** An identifier in the form of the original: 32 hex digits. */
export function newId(): string {
  return randomHex(16);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** An access key in the form of IAM's: 20 letters and digits. */
export function newAccessKeyId(): string {
  return randomCode(20);
}

/** A secret access key in the form of IAM's: 40 letters and digits. */
export function newAccessKeySecret(): string {
  return randomCode(40);
}

/** The alphabet has 32 characters, so that each takes five unbiased bits. */
function randomCode(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => ALPHABET[byte % 32]).join("");
}

/** SHA-256 of the text, lower-case hex. */
export function hashSecret(deps: Pick<Deps, "createHash">, secret: string): string {
  const hash = deps.createHash("sha256");
  hash.update(new TextEncoder().encode(secret));
  return digestHex(hash.digest());
}

/** Compares in constant time, for texts of equal length. */
export function equalHashes(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}
