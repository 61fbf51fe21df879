import { isDigest } from "../../core/digest.ts";
import { blobSize, holdBlob, openBlob } from "../content/blobs.ts";
import { RegistryError } from "../errors.ts";
import type { Repository } from "../manifests/repository.ts";
import { countPull } from "../statistics/pulls.ts";
import type { RegistryContext } from "./env.ts";
import { parseRange } from "./ranges.ts";

/** Content never changes under a digest. `private`: what one caller may read another may not. */
const CACHE_CONTROL = "private, max-age=31536000, immutable";

export async function serveBlob(
  c: RegistryContext,
  repository: Repository,
  digest: string,
): Promise<Response> {
  if (!isDigest(digest)) throw new RegistryError("DIGEST_INVALID", "a digest is sha256: and 64 hex digits");
  const deps = c.get("deps");
  // Whoever asks whether a blob is there may be about to push a manifest that names it.
  const find = c.req.method === "HEAD" ? holdBlob : blobSize;
  const size = await find(deps, repository.name, digest);
  if (size === undefined) throw new RegistryError("BLOB_UNKNOWN", `no blob ${digest} in ${repository.name}`);

  const headers = {
    "accept-ranges": "bytes",
    "cache-control": CACHE_CONTROL,
    vary: "Authorization, Cookie",
    "docker-content-digest": digest,
    etag: `"${digest}"`,
  };
  if (isKnownToClient(c, digest)) return c.body(null, 304, headers);

  const range = parseRange(c.req.header("range"), size);
  if (range === "unsatisfiable") {
    throw new RegistryError("RANGE_INVALID", "the range lies outside the blob", {
      headers: { "content-range": `bytes */${size}` },
    });
  }
  const part = range === "all" ? undefined : range;
  const length = part ? part.end - part.start + 1 : size;
  // Once and before it is sent: counting what really went through would cost with every chunk.
  if (isPull(c)) countPull(deps, repository.organization.account_id, length);
  const body = c.req.method === "HEAD" || size === 0 ? null : openBlob(deps, digest, part);
  return c.newResponse(body, part ? 206 : 200, {
    ...headers,
    "content-type": "application/octet-stream",
    "content-length": String(length),
    ...(part && { "content-range": `bytes ${part.start}-${part.end}/${size}` }),
  });
}

/** A client's GET is a pull; the console only looks. */
export function isPull(c: RegistryContext): boolean {
  return c.req.method === "GET" && c.get("caller")?.via !== "session";
}

/** If-None-Match (RFC 9110, section 13.1.2); the tag of what is stored under a digest is the digest. */
export function isKnownToClient(c: RegistryContext, digest: string): boolean {
  const known = c.req.header("if-none-match")?.split(",") ?? [];
  return known.some((tag) => tag.trim().replace(/^W\//, "") === `"${digest}"`);
}
