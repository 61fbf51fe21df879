import { DIGEST_FORM, isDigest } from "../../core/digest.ts";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { RegistryError } from "../errors.ts";
import {
  listReferrers,
  listRepositoryNames,
  listTagNames,
  type Page,
} from "../manifests/manifest-queries.ts";
import type { Repository } from "../manifests/repository.ts";
import { challenge } from "./authentication.ts";
import type { RegistryContext } from "./env.ts";
import { CATALOG_SCOPE, grants } from "./scope.ts";

/** Names in one answer; clients follow the Link header to the next. */
const PAGE_MAX = 1000;

export async function serveTags(
  c: RegistryContext,
  base: string,
  { name, image }: Repository,
): Promise<Response> {
  if (!image) throw new RegistryError("NAME_UNKNOWN", `no image ${name}`);
  const page = readPage(c);
  const tags = await listTagNames(c.get("deps"), image.id, page);
  linkNext(c, `${base}/${name}/tags/list`, page, tags);
  return c.json({ name, tags });
}

/** Not of the specification any more, but tools list with it. */
export async function serveCatalog(c: RegistryContext, base: string): Promise<Response> {
  const scopes = c.get("scopes");
  if (scopes && !grants(scopes, CATALOG_SCOPE)) throw challenge(c, "insufficient_scope");
  const caller = c.get("caller");
  if (!caller) throw new RegistryError("UNAUTHORIZED", "sign in first");
  const page = readPage(c);
  const repositories = await listRepositoryNames({ ...c.get("deps"), caller }, page);
  linkNext(c, `${base}/_catalog`, page, repositories);
  return c.json({ repositories });
}

function readPage(c: RegistryContext): Page {
  const { n = String(PAGE_MAX), last = "" } = c.req.query();
  const limit = /^\d{1,9}$/.test(n) ? Math.min(Number(n), PAGE_MAX) : PAGE_MAX;
  return { limit, last };
}

function linkNext(c: RegistryContext, path: string, { limit }: Page, names: string[]): void {
  const last = names.at(-1);
  if (last === undefined || names.length < limit) return;
  c.header("link", `<${path}?n=${limit}&last=${encodeURIComponent(last)}>; rel="next"`);
}

/**
 * Signatures, SBOMs and other artifacts about a manifest, as an index. Empty for a digest nothing is about. In pages, as
 * the specification lets it (1.1, "Listing Referrers").
 */
export async function serveReferrers(
  c: RegistryContext,
  base: string,
  { name, image }: Repository,
  digest: string,
): Promise<Response> {
  if (!isDigest(digest)) throw new RegistryError("DIGEST_INVALID", `a digest is ${DIGEST_FORM}`);
  const { artifactType, last = "" } = c.req.query();
  const page = { last, artifactType };
  const { rows, more } = image
    ? await listReferrers(c.get("deps"), image.id, digest, page)
    : { rows: [], more: false };
  const manifests = rows.map(({ media_type, artifact_type, annotations, ...row }) => ({
    mediaType: media_type,
    digest: row.digest,
    size: row.size,
    artifactType: artifact_type ?? undefined,
    annotations: annotations === null ? undefined : (JSON.parse(annotations) as unknown),
  }));
  if (artifactType !== undefined) c.header("oci-filters-applied", "artifactType");
  const end = rows.at(-1);
  if (more && end) {
    const query = new URLSearchParams({
      ...(artifactType !== undefined && { artifactType }),
      last: end.digest,
    });
    c.header("link", `<${base}/${name}/referrers/${digest}?${query}>; rel="next"`);
  }
  c.header("content-type", MEDIA_TYPE.ociIndex);
  return c.body(JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests }));
}
