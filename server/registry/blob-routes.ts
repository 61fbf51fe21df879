import { DIGEST_FORM, isDigest } from "../../core/digest.ts";
import type { BlobRow } from "../content/blob-rows.ts";
import { findBlob, holdBlob, openBlob, removeBlob } from "../content/blobs.ts";
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import type { Repository } from "../manifests/repository.ts";
import type { ByteRange } from "../ports/content.ts";
import { countPull } from "../statistics/pulls.ts";
import type { RegistryContext } from "./env.ts";
import { multipart } from "./multipart.ts";
import { parseRanges } from "./ranges.ts";

/** Content never changes under a digest. `private`: what one caller may read another may not. */
const CACHE_CONTROL = "private, max-age=31536000, immutable";

export async function serveBlob(
  c: RegistryContext,
  repository: Repository,
  digest: string,
): Promise<Response> {
  checkDigest(digest);
  const deps = c.get("deps");
  // Whoever asks whether a blob is there may be about to push a manifest that names it.
  const find = c.req.method === "HEAD" ? holdBlob : findBlob;
  const blob = await find(deps, repository.name, digest);
  if (!blob) throw unknownBlob(digest, repository.name);

  const headers = {
    "accept-ranges": "bytes",
    "cache-control": CACHE_CONTROL,
    vary: "Authorization, Cookie",
    "docker-content-digest": digest,
    etag: `"${digest}"`,
  };
  if (isKnownToClient(c, digest)) return c.body(null, 304, headers);

  const ranges = parseRanges(c.req.header("range"), blob.size);
  if (ranges === "unsatisfiable") {
    throw new RegistryError("RANGE_INVALID", "the range lies outside the blob", {
      headers: { "content-range": `bytes */${blob.size}` },
    });
  }
  const { body, length, ...rest } = contentOf(deps, blob, ranges);
  // Once and before it is sent: counting what really went through would cost with every chunk.
  if (isPull(c)) countPull(deps, repository.organization.account_id, length);
  return c.newResponse(c.req.method === "HEAD" ? null : body(), ranges === "all" ? 200 : 206, {
    ...headers,
    ...rest.headers,
    "content-length": String(length),
  });
}

const CONTENT_TYPE = "application/octet-stream";

/** `body` opens it. */
function contentOf(deps: Deps, blob: BlobRow, ranges: readonly ByteRange[] | "all") {
  const { size } = blob;
  const [first, ...others] = ranges === "all" ? [] : ranges;
  if (!first) {
    const body = () => (size === 0 ? null : openBlob(deps, blob));
    return { body, length: size, headers: { "content-type": CONTENT_TYPE } };
  }
  if (others.length === 0) {
    const { start, end } = first;
    const headers = { "content-type": CONTENT_TYPE, "content-range": `bytes ${start}-${end}/${size}` };
    return { body: () => openBlob(deps, blob, first), length: end - start + 1, headers };
  }
  const open = (range: ByteRange) => openBlob(deps, blob, range);
  const { body, length, contentType } = multipart([first, ...others], {
    size,
    contentType: CONTENT_TYPE,
    open,
  });
  return { body: () => body, length, headers: { "content-type": contentType } };
}

export async function deleteBlob(
  c: RegistryContext,
  { name }: Repository,
  digest: string,
): Promise<Response> {
  checkDigest(digest);
  const outcome = await removeBlob(c.get("deps"), name, digest);
  if (outcome === "absent") throw unknownBlob(digest, name);
  if (outcome === "named") {
    throw new RegistryError("DENIED", `a manifest of ${name} names this blob: delete that first`);
  }
  return c.body(null, 202, { "content-length": "0" });
}

function checkDigest(digest: string): void {
  if (!isDigest(digest)) throw new RegistryError("DIGEST_INVALID", `a digest is ${DIGEST_FORM}`);
}

function unknownBlob(digest: string, repository: string): RegistryError {
  return new RegistryError("BLOB_UNKNOWN", `no blob ${digest} in ${repository}`);
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
