/** HMAC-SHA256 as lower-case hex, the form of the API's signatures and of long-lived login keys. */
import { toHex } from "./hex.ts";

export async function hmacSha256Hex(key: string, message: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", encoder.encode(key), algorithm, false, ["sign"]);
  return toHex(new Uint8Array(await crypto.subtle.sign("HMAC", imported, encoder.encode(message))));
}
