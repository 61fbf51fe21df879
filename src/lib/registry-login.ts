import type { DockerAuths } from "../../core/operations/login.ts";
import type { Credentials, Registry } from "./client-commands.ts";

export interface RegistryLogin {
  registry: Registry;
  credentials: Credentials;
}

/**
 * Reads the login from the answer's body, not from the header `X-Swr-Dockerlogin`: that is not quoted, and some regions
 * leave the host out of it (SWR API reference, section 4.1). Throws where the body is not usable.
 */
export function readLogin({ auths }: DockerAuths): RegistryLogin {
  const [host, entry] = Object.entries(auths)[0] ?? [];
  if (host === undefined || entry === undefined || !/^[a-z0-9[]/i.test(host)) {
    // A host that starts with `-` would be read as an option, however it is quoted.
    throw new Error("the answer holds no registry host");
  }
  const text = decode(entry.auth);
  const colon = text.indexOf(":");
  // Pasted into a terminal, control characters take effect in spite of quotes.
  if (colon < 0 || /\p{Cc}/u.test(host + text)) throw new Error("the answer holds no user and key");
  const credentials = { user: text.slice(0, colon), key: text.slice(colon + 1) };
  return { registry: { host, plainHttp: isPlainHttp(host) }, credentials };
}

/** Whether the registry is reached without TLS: it shares the console's address, and that is plain HTTP. */
export function isPlainHttp(host: string): boolean {
  return location.protocol === "http:" && location.host === host;
}

function decode(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
}
