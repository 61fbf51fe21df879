/**
 * The layout of `docker save` before engine 25, of skopeo's and podman's docker-archive and of the build tools that
 * write the same: `manifest.json` names a config and layers per image. It carries no registry manifest, so one is made
 * here: an OCI manifest over the config's own bytes and the layers as they lie in the archive.
 */
import { z } from "zod";
import { isDigest } from "../../../../core/digest.ts";
import { MEDIA_TYPE } from "../../../../core/media-types.ts";
import type { ArchiveBlob, ArchiveImage } from "./archive-image.ts";
import { digestOf } from "./digest-of.ts";
import { type Documents, parseDocument } from "./documents.ts";
import { optionalList, optionalText } from "./go-json.ts";
import { checkLayerCount, checkLayerOrder, imageConfigSchema, platformOf } from "./image-config.ts";
import { ArchiveError } from "./problem.ts";
import { parseReference, uniqueReferences } from "./reference.ts";

export const DOCKER_MANIFEST = "manifest.json";

const dockerManifestSchema = optionalList(
  z.object({
    Config: z.string(),
    RepoTags: optionalList(optionalText),
    Layers: optionalList(optionalText),
  }),
);

export type DockerImage = z.infer<typeof dockerManifestSchema>[number];

const MAX_IMAGES = 1000;

/** Throws ArchiveError. */
export async function readDockerManifest(documents: Documents): Promise<DockerImage[]> {
  const images = parseDocument(DOCKER_MANIFEST, await documents.read(DOCKER_MANIFEST), dockerManifestSchema);
  if (images.length > MAX_IMAGES) throw new ArchiveError({ code: "too_many_manifests", max: MAX_IMAGES });
  return images;
}

export function dockerNames(image: DockerImage) {
  return uniqueReferences(image.RepoTags.filter((tag) => tag !== "").map(parseReference));
}

/** Tools name files after the content's digest: `<hex>.json`, `sha256:<hex>`, `blobs/sha256/<hex>`, `<hex>.tar.gz`. */
export function digestInName(name: string): string | undefined {
  const hex = /(?:^|[/:])([a-f0-9]{64}|[a-f0-9]{128})(?:\.[a-z.]+)?$/.exec(name)?.[1];
  return hex && `${hex.length === 64 ? "sha256" : "sha512"}:${hex}`;
}

/** Throws ArchiveError. */
export async function readDockerImage(documents: Documents, image: DockerImage): Promise<ArchiveImage> {
  const named = digestInName(image.Config);
  const bytes = await (named ? documents.readVerified(image.Config, named) : documents.read(image.Config));
  const config = parseDocument(image.Config, bytes, imageConfigSchema);
  // No engine loads one without: there is nothing to compare the layers with.
  if (!config.rootfs) throw new ArchiveError({ code: "bad_document", entry: image.Config });
  const diffIds = config.rootfs.diff_ids;
  const names = image.Layers;
  checkLayerCount(names.length, diffIds);
  checkLayers(names, diffIds);

  const configBlob: ArchiveBlob = {
    kind: "config",
    digest: digestOf(bytes),
    ...place(documents, image.Config),
  };
  const layers = await Promise.all(
    names.map((name, index) => readLayer(documents, name, diffIds[index] ?? "")),
  );
  const blobs = [...layers.map((layer) => layer.blob), configBlob];
  const platform = platformOf(config);
  return {
    names: dockerNames(image),
    blobs: [...new Map(blobs.map((blob) => [blob.digest, blob])).values()],
    manifests: [buildManifest(configBlob, layers)],
    platforms: platform === undefined ? [] : [platform],
    missingPlatforms: [],
  };
}

/** Throws ArchiveError. */
function checkLayers(names: readonly string[], diffIds: readonly string[]): void {
  const leftOut = names.indexOf("");
  if (leftOut !== -1)
    throw new ArchiveError({ code: "layer_left_out", layer: leftOut + 1, digest: diffIds[leftOut] ?? "" });
  checkLayerOrder(
    names.map((name) => digestInName(name)),
    diffIds,
  );
}

interface Layer {
  blob: ArchiveBlob;
  mediaType: string;
}

const COMPRESSED_LAYER: Partial<Record<string, string>> = {
  gzip: MEDIA_TYPE.ociLayerGzip,
  zstd: MEDIA_TYPE.ociLayerZstd,
};

/**
 * An uncompressed layer's digest is its diff id. Some build tools store layers compressed and name them by digest; the
 * registry refuses what is not what its digest says, so neither needs hashing here.
 */
async function readLayer(documents: Documents, name: string, diffId: string): Promise<Layer> {
  const { offset, size } = place(documents, name);
  const format = await documents.compression(name);
  const mediaType = format ? COMPRESSED_LAYER[format] : MEDIA_TYPE.ociLayer;
  const digest = format ? digestInName(name) : diffId;
  if (!mediaType || !digest) throw new ArchiveError({ code: "layer_digest_unknown", entry: name });
  if (!isDigest(digest)) throw new ArchiveError({ code: "digest_unsupported", digest });
  return { mediaType, blob: { kind: "layer", digest, offset, size } };
}

function place(documents: Documents, name: string): { offset: number; size: number } {
  const { offset, size } = documents.locate(name);
  return { offset, size };
}

function buildManifest(config: ArchiveBlob, layers: readonly Layer[]) {
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociManifest,
    config: { mediaType: MEDIA_TYPE.ociConfig, digest: config.digest, size: config.size },
    layers: layers.map(({ mediaType, blob: { digest, size } }) => ({ mediaType, digest, size })),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  return { digest: digestOf(bytes), mediaType: MEDIA_TYPE.ociManifest, bytes };
}
