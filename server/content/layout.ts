/**
 * Paths of CNCF distribution's on-disk layout, version 2, below `docker/registry/v2/`: that engine, started on the
 * same folder, serves the same images. A link file holds a digest as text. Names, tags and digests must have been
 * validated; no legal name has a segment that starts with `_`, so images nest in each other's folders safely.
 */
import { type DigestAlgorithm, digestAlgorithm, digestHex } from "../../core/digest.ts";

const ROOT = "docker/registry/v2";

/** Below it, folders nest as the names of images do; those of a repository itself start with `_`. */
export const REPOSITORIES = `${ROOT}/repositories`;

/** Of files that are being written: a crash leaves them there, where the next start finds them. */
export const UNFINISHED = `${ROOT}/unfinished`;

/** Uploads under way; that engine knows nothing of them. */
export const UPLOADS = `${ROOT}/uploads`;

const repository = (name: string) => `${REPOSITORIES}/${name}`;
const digestFolder = (digest: string) => `${digestAlgorithm(digest)}/${digestHex(digest)}`;

/** Below it, a folder per first two hex digits of a digest, and in it one per blob, named by all of them. */
export const blobsFolder = (algorithm: DigestAlgorithm) => `${ROOT}/blobs/${algorithm}`;

/** Content of layers, configs and manifests alike, shared by all repositories. */
export function blobPath(digest: string): string {
  const hex = digestHex(digest);
  return `${blobsFolder(digestAlgorithm(digest))}/${hex.slice(0, 2)}/${hex}/data`;
}

/** Holds a folder per layer and config of the repository, named by the hex digits. */
export function layersFolder(name: string, algorithm: DigestAlgorithm): string {
  return `${repository(name)}/_layers/${algorithm}`;
}

export function layerFolder(name: string, digest: string): string {
  return `${layersFolder(name, digestAlgorithm(digest))}/${digestHex(digest)}`;
}

/** Makes a layer or config visible in a repository. */
export function layerLinkPath(name: string, digest: string): string {
  return `${layerFolder(name, digest)}/link`;
}

export function revisionFolder(name: string, digest: string): string {
  return `${repository(name)}/_manifests/revisions/${digestFolder(digest)}`;
}

export function revisionLinkPath(name: string, digest: string): string {
  return `${revisionFolder(name, digest)}/link`;
}

export function tagFolder(name: string, tag: string): string {
  return `${repository(name)}/_manifests/tags/${tag}`;
}

export function tagLinkPath(name: string, tag: string): string {
  return `${tagFolder(name, tag)}/current/link`;
}

/** Every manifest the tag has pointed at; that engine's garbage collection reads it. */
export function tagIndexLinkPath(name: string, tag: string, digest: string): string {
  return `${tagFolder(name, tag)}/index/${digestFolder(digest)}/link`;
}

/** Where releases before the tables of uploads kept them. */
export function oldUploadsFolder(name: string): string {
  return `${repository(name)}/_uploads`;
}

/** All links of a repository. Its folder itself may hold other repositories: `a/b` and `a/b/c` are two images. */
export function linkFolders(name: string): string[] {
  return ["_manifests", "_layers"].map((folder) => `${repository(name)}/${folder}`);
}
