/** A region that images are copied to: another registry of the SWR kind, and the key to it. */

export interface Region {
  id: string;
  name: string;
  /** An origin, as is `api`. */
  registry: string;
  api: string | undefined;
  /** Its name or its id. */
  project: string;
  accessKey: string;
  secretKey: string;
  /** PEM; without it the usual authorities count. */
  ca: string | undefined;
  /** It stands in the operator's own file (SWR_REGIONS_FILE). */
  isOperators: boolean;
}

/**
 * The origin of a host (with https), or of an http or https address without a path. Undefined where the text is
 * neither.
 */
export function readOrigin(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (/[\s\\\p{C}]/u.test(text) || !URL.canParse(address)) return undefined;
  const { origin, href } = new URL(address);
  return href === `${origin}/` ? origin : undefined;
}

/** Credentials go into headers and into the user part of a login: no spaces, no colon. */
export const CREDENTIAL = /^[\x21-\x39\x3b-\x7e]+$/;

export function isAuthority(pem: string): boolean {
  return /^-----BEGIN CERTIFICATE-----\s[\s\S]+-----END CERTIFICATE-----\s*$/m.test(pem);
}
