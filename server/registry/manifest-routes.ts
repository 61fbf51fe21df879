import { digestAlgorithm, isDigest } from "../../core/digest.ts";
import { MANIFEST_MAX, TAGS_PER_PUSH } from "../../core/limits.ts";
import { checkTagName } from "../../core/names.ts";
import { pour } from "../content/pour.ts";
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import { deleteManifest, deleteTag } from "../manifests/deletions.ts";
import { readManifest } from "../manifests/manifest-content.ts";
import { findManifest } from "../manifests/manifest-queries.ts";
import { type PutOutcome, putManifest } from "../manifests/put-manifest.ts";
import type { Repository } from "../manifests/repository.ts";
import { nameProblemText } from "../name-problem-text.ts";
import { countPull } from "../statistics/pulls.ts";
import { CAME_BY_HEADER, readCameBy } from "../sync-records/came-by.ts";
import { isKnownToClient, isPull } from "./blob-routes.ts";
import { bodyOf, contextOf, type RegistryContext } from "./env.ts";
import { quotaUsedUp } from "./quota-error.ts";

/** Whatever a client accepts, it gets what was pushed: another form would have another digest. */
export async function serveManifest(
  c: RegistryContext,
  { name, organization, image }: Repository,
  reference: string,
) {
  const deps = c.get("deps");
  const manifest = image && (await findManifest(deps, image.id, reference));
  if (!image) throw new RegistryError("NAME_UNKNOWN", `no image ${name}`);
  if (!manifest) throw new RegistryError("MANIFEST_UNKNOWN", `no manifest ${reference} in ${name}`);

  const headers = { "docker-content-digest": manifest.digest, etag: `"${manifest.digest}"` };
  if (isKnownToClient(c, manifest.digest)) return c.body(null, 304, headers);
  const bytes = new TextEncoder().encode(manifest.content);
  if (isPull(c)) countPull(deps, organization.account_id, bytes.byteLength, image.id);
  return c.newResponse(c.req.method === "HEAD" ? null : bytes, 200, {
    ...headers,
    // A tag moves, and a private image must not stay with a proxy.
    "cache-control": "private, no-cache",
    "content-type": manifest.media_type,
    "content-length": String(bytes.byteLength),
  });
}

export async function storeManifest(
  c: RegistryContext,
  base: string,
  repository: Repository,
  reference: string,
) {
  const context = { ...contextOf(c), cameBy: readCameBy(c.req.header(CAME_BY_HEADER)) };
  const isTag = !reference.includes(":");
  const tags = isTag ? [checkTag(reference)] : tagsAsked(c);
  const bytes = await readBody(c);
  const digest = digestOf(context, reference, bytes);
  if (!isTag && reference !== digest) {
    throw new RegistryError("DIGEST_INVALID", "the manifest does not have the digest it was sent under", {
      detail: { expected: reference, actual: digest },
    });
  }
  const content = readManifest(bytes, c.req.header("content-type"));
  if ("problem" in content) throw new RegistryError("MANIFEST_INVALID", content.problem);
  const result = await putManifest(context, repository, { digest, tags, content });
  if (result.outcome !== "stored") throw manifestRefused(result, repository);
  return c.body(null, 201, {
    location: `${base}/${repository.name}/manifests/${digest}`,
    "docker-content-digest": digest,
    "content-length": "0",
    // Tells clients that no fallback tag is needed for the list of referrers.
    ...(content.subjectDigest !== undefined && { "oci-subject": content.subjectDigest }),
    ...(!isTag && tags.length > 0 && { "oci-tag": tags.join(", ") }),
  });
}

export async function removeManifest(c: RegistryContext, repository: Repository, reference: string) {
  const { name, organization, imageName, image } = repository;
  if (!image) throw new RegistryError("NAME_UNKNOWN", `no image ${name}`);
  const identity = { id: image.id, name: imageName };
  if (isDigest(reference)) {
    const result = await deleteManifest(contextOf(c), organization.name, identity, reference);
    if (result.outcome === "absent") throw new RegistryError("MANIFEST_UNKNOWN", `no manifest ${reference}`);
    if (result.outcome === "listed") {
      throw new RegistryError("DENIED", `the index ${result.by} names this manifest: delete that first`);
    }
  } else if (!(await deleteTag(contextOf(c), organization.name, identity, reference))) {
    throw new RegistryError("MANIFEST_UNKNOWN", `no tag ${reference}`);
  }
  return c.body(null, 202, { "content-length": "0" });
}

const SPARSE_INDEX =
  "the index names manifests that this image does not have: push them first, or ask the operator for SWR_ALLOW_SPARSE_INDEXES";

function manifestRefused(
  refusal: Exclude<PutOutcome, { outcome: "stored" }>,
  { organization }: Repository,
): RegistryError {
  switch (refusal.outcome) {
    case "blobs missing":
      return new RegistryError(
        "MANIFEST_BLOB_UNKNOWN",
        refusal.areManifests ? SPARSE_INDEX : "the manifest names what this image does not have",
        { detail: { digests: refusal.digests } },
      );
    case "size differs": {
      const { digest, size, actual } = refusal;
      return new RegistryError("MANIFEST_INVALID", "a size differs from the content's", {
        detail: { digest, size, actual },
      });
    }
    case "organization deleted":
      return new RegistryError("NAME_UNKNOWN", "the organization was deleted meanwhile");
    case "no room":
      return quotaUsedUp(organization);
  }
}

/**
 * Beside a digest, `?tag=` names the tags that are to point at it, all of them or none (draft of OCI distribution 1.2,
 * "Pushing Manifests").
 */
function tagsAsked(c: RegistryContext): string[] {
  const tags = c.req.queries("tag") ?? [];
  if (tags.length > TAGS_PER_PUSH) {
    throw new RegistryError("TOO_MANY_TAGS", `a push may name ${TAGS_PER_PUSH} tags at most`);
  }
  return [...new Set(tags.map(checkTag))];
}

function checkTag(tag: string): string {
  const problem = checkTagName(tag);
  if (!problem) return tag;
  throw new RegistryError("MANIFEST_INVALID", `invalid tag name: ${nameProblemText("tag", problem)}`);
}

async function readBody(c: RegistryContext): Promise<Uint8Array> {
  checkSize(Number(c.req.header("content-length") ?? 0));
  const batches: Uint8Array[] = [];
  let size = 0;
  await pour(bodyOf(c) ?? new Blob([]).stream(), {
    async write(batch) {
      const bytes = await joined(batch);
      size += bytes.byteLength;
      checkSize(size);
      batches.push(bytes);
    },
  });
  return joined(batches);
}

async function joined(chunks: readonly Uint8Array[]): Promise<Uint8Array> {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

function checkSize(bytes: number): void {
  if (bytes > MANIFEST_MAX) throw new RegistryError("SIZE_INVALID", "a manifest may have 4 MB at most");
}

/** By the algorithm it was sent under; one sent under a tag has that of most. */
function digestOf({ createHash }: Deps, reference: string, bytes: Uint8Array): string {
  const hash = createHash(digestAlgorithm(reference));
  hash.update(bytes);
  return hash.digest();
}
