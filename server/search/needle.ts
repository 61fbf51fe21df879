/** Reads a search text: a part of a name, `organization/image`, `image:tag`, a pull address, or a digest. */

import { isDigest } from "../../core/digest.ts";

export interface Needle {
  /** A part of a name, or of `organization/image`. */
  path: string;
  /** How the tag's name begins; undefined where no `:` was typed. */
  tag: string | undefined;
  /** Whole, with its algorithm. */
  digest: string | undefined;
}

/**
 * A registry's host at the start of a pull address. It cannot be an organization: it has a port, or two more parts
 * follow it.
 */
const HOST = /^(?:[^/]+:\d+|[^/]+\.[^/]+(?=\/[^/]+\/)|localhost)\//;

export function readNeedle(text: string): Needle {
  const bare = text.trim().replace(HOST, "");
  const digest = bare.slice(bare.lastIndexOf("@") + 1);
  if (isDigest(digest)) return { path: "", tag: undefined, digest };
  const colon = bare.indexOf(":");
  if (colon < 0) return { path: bare, tag: undefined, digest: undefined };
  return { path: bare.slice(0, colon), tag: bare.slice(colon + 1), digest: undefined };
}
