/**
 * Encryption at rest for the secrets that cannot be kept as a hash, because they are sent or signed with: AES-256-GCM
 * under keys derived (HKDF, RFC 5869) from the data folder's key file, one for each purpose. A copy of the database
 * alone gives nothing away. The form is `<iv>.<ciphertext and tag>` in hex.
 */
import type { Deps } from "../deps.ts";
import { fromHex, toHex } from "./hex.ts";

/**
 * What the secret belongs to. The same is needed to open it, so that secrets cannot be swapped between rows or
 * purposes.
 */
export interface SealedFor {
  purpose: "access key secrets" | "cluster credentials" | "region credentials" | "webhook secrets";
  /** Which one it is, e.g. the row's id. */
  label: string;
}

/** Bytes, as NIST SP 800-38D recommends for GCM. */
const IV_BYTES = 12;

export async function seal(
  deps: Pick<Deps, "signingKey">,
  { purpose, label }: SealedFor,
  secret: string,
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: encode(label) },
    await sealingKey(deps, purpose),
    encode(secret),
  );
  return `${toHex(iv)}.${toHex(new Uint8Array(sealed))}`;
}

/** Throws where the text was sealed under another key, for something else, or was changed. */
export async function unseal(
  deps: Pick<Deps, "signingKey">,
  { purpose, label }: SealedFor,
  text: string,
): Promise<string> {
  const [iv = "", sealed = ""] = text.split(".");
  const secret = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: fromHex(iv), additionalData: encode(label) },
    await sealingKey(deps, purpose),
    fromHex(sealed),
  );
  return new TextDecoder().decode(secret);
}

async function sealingKey(
  { signingKey }: Pick<Deps, "signingKey">,
  purpose: SealedFor["purpose"],
): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", new Uint8Array(signingKey), "HKDF", false, [
    "deriveKey",
  ]);
  // The key file's bytes are random: no salt is needed. `info` keeps this key apart from the one that signs tokens.
  const derivation = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: encode(`swr-console ${purpose}`),
  };
  return await crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
