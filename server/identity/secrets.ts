/** Secrets the service hands out once and keeps only as a hash. They are random, so a plain hash is enough. */
import type { Deps } from "../deps.ts";

/** `bytes` random bytes as lower-case hex. */
export function randomHex(bytes: number): string {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => value.toString(16).padStart(2, "0")).join("");
}

/** An identifier in the form of the original: 32 hex digits. */
export function newId(): string {
  return randomHex(16);
}

/** SHA-256 of the text, lower-case hex. */
export function hashSecret(deps: Pick<Deps, "createSha256">, secret: string): string {
  const sha256 = deps.createSha256();
  sha256.update(new TextEncoder().encode(secret));
  return sha256.digestHex();
}

/** Takes as long for equal texts of a length as for different ones. */
export function equalHashes(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}
