/** The secrets of webhooks, and signatures as Standard Webhooks 1.0 describe them (symmetric, `v1`). */
import type { Deps } from "../deps.ts";
import { type SealedFor, seal, unseal } from "../secrets/sealed-value.ts";

const PREFIX = "whsec_";
/** The specification asks for 24 to 64. */
const SECRET_BYTES = 32;

const sealedFor = (webhookId: string): SealedFor => ({ purpose: "webhook secrets", label: webhookId });

/** `whsec_` and Base64: receivers' libraries decode it. */
export function newSecret(): string {
  return PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
}

export function sealSecret(
  deps: Pick<Deps, "signingKey">,
  webhookId: string,
  secret: string,
): Promise<string> {
  return seal(deps, sealedFor(webhookId), secret);
}

export interface SealedSecrets {
  id: string;
  sealed_secret: string;
  sealed_old_secret: string | null;
  old_secret_until: string | null;
}

/**
 * The secrets that sign now, the newest first. Throws where the data folder's key file is not the one they were sealed
 * under.
 */
export async function openSecrets(
  deps: Pick<Deps, "signingKey" | "clock">,
  { id, sealed_secret, sealed_old_secret, old_secret_until }: SealedSecrets,
): Promise<string[]> {
  const isOldValid = old_secret_until !== null && old_secret_until > deps.clock().toISOString();
  const sealed = [sealed_secret, ...(isOldValid && sealed_old_secret !== null ? [sealed_old_secret] : [])];
  return await Promise.all(sealed.map((text) => unseal(deps, sealedFor(id), text)));
}

/** `v1,<Base64>` for each secret, with a space between. `timestamp` is in seconds. */
export async function sign(
  secrets: readonly string[],
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): Promise<string> {
  const signatures = secrets.map(async (secret) => {
    const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (char) => char.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
    ]);
    const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
    return `v1,${toBase64(new Uint8Array(await crypto.subtle.sign("HMAC", key, signed)))}`;
  });
  return (await Promise.all(signatures)).join(" ");
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
