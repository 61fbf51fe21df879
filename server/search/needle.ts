/** What somebody typed or pasted: a part of a name, `organization/image`, `image:tag`, a pull address, a digest. */

export interface Needle {
  /** A part of a name, or of `organization/image`. */
  path: string;
  /** How the tag begins; undefined where no `:` was typed. */
  tag: string | undefined;
  /** `sha256:…`, whole. */
  digest: string | undefined;
}

const DIGEST = /(?:^|@)(sha256:[0-9a-f]{64})$/;

/** A pull address begins with the registry's host, which no organization's name is like: it has a port or is followed by two more parts. */
const HOST = /^(?:[^/]+:\d+|[^/]+\.[^/]+(?=\/[^/]+\/)|localhost)\//;

export function readNeedle(text: string): Needle {
  const bare = text.trim().replace(HOST, "");
  const digest = DIGEST.exec(bare)?.[1];
  if (digest !== undefined) return { path: "", tag: undefined, digest };
  const colon = bare.indexOf(":");
  if (colon < 0) return { path: bare, tag: undefined, digest: undefined };
  return { path: bare.slice(0, colon), tag: bare.slice(colon + 1), digest: undefined };
}
