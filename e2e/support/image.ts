/** Real images to push and upload: an OCI layout of random layers, and the two kinds of archive made from it. */
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { mustRun } from "./run.ts";

interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
}

export interface Image {
  /** The OCI layout's folder; its one image has the tag `TAG`. */
  layout: string;
  manifestDigest: string;
  /** Digests of the uncompressed layers, the lowest first. */
  diffIds: string[];
  layers: Descriptor[];
}

export const TAG = "1.0";

export interface ImageOptions {
  layers?: number;
  /** Bytes of each layer. */
  layerSize?: number;
  /** Over what its config says of running it. */
  config?: Record<string, unknown>;
  /** What its history says of every layer. */
  createdBy?: string;
}

/** Layers are plain tars, as `docker save` writes them: their digests are the diff ids. */
export async function makeImage(
  folder: string,
  { layers = 3, layerSize = 300_000, config: run, createdBy }: ImageOptions = {},
): Promise<Image> {
  const layout = join(folder, "layout");
  await mkdir(join(layout, "blobs/sha256"), { recursive: true });
  const made: Descriptor[] = [];
  for (let at = 0; at < layers; at++) {
    made.push(await addBlob(layout, MEDIA_TYPE.ociLayer, await layerOf(folder, at, layerSize)));
  }
  const diffIds = made.map((layer) => layer.digest);
  const config = await addBlob(layout, MEDIA_TYPE.ociConfig, json(configOf(diffIds, run, createdBy)));
  const manifest = { schemaVersion: 2, mediaType: MEDIA_TYPE.ociManifest, config, layers: made };
  const { mediaType, digest, size } = await addBlob(layout, MEDIA_TYPE.ociManifest, json(manifest));
  const annotations = { "org.opencontainers.image.ref.name": TAG };
  const index = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociIndex,
    manifests: [{ mediaType, digest, size, annotations }],
  };
  await writeFile(join(layout, "index.json"), json(index));
  await writeFile(join(layout, "oci-layout"), json({ imageLayoutVersion: "1.0.0" }));
  return { layout, manifestDigest: digest, diffIds, layers: made };
}

/** The legacy form, in which each layer is also a link in a folder named by its id. */
export async function makeDockerArchive(image: Image, path: string, name: string): Promise<void> {
  await mustRun(
    "skopeo",
    "--insecure-policy",
    "copy",
    "-q",
    `oci:${image.layout}:${TAG}`,
    `docker-archive:${path}:${name}:${TAG}`,
  );
}

/** The form of `docker save` since version 25: an OCI layout with the `manifest.json` of old beside it. */
export async function makeOciArchive(image: Image, path: string, name: string): Promise<void> {
  const manifest = JSON.parse(await readFile(blobFile(image.layout, image.manifestDigest), "utf8"));
  const inside = ({ digest }: Descriptor) => `blobs/sha256/${digest.slice("sha256:".length)}`;
  const entry = {
    Config: inside(manifest.config),
    RepoTags: [`${name}:${TAG}`],
    Layers: image.layers.map(inside),
  };
  await writeFile(join(image.layout, "manifest.json"), json([entry]));
  await mustRun("tar", "-C", image.layout, "-cf", path, "blobs", "index.json", "manifest.json", "oci-layout");
}

export function blobFile(layout: string, digest: string): string {
  return join(layout, "blobs", digest.replace(":", "/"));
}

async function layerOf(folder: string, at: number, size: number): Promise<Buffer> {
  const files = join(folder, `layer-${at}`);
  await mkdir(files);
  await writeFile(join(files, `random-${at}`), randomBytes(size));
  const tar = join(folder, `layer-${at}.tar`);
  await mustRun("tar", "-C", files, "-cf", tar, ".");
  const content = await readFile(tar);
  await rm(tar);
  return content;
}

async function addBlob(layout: string, mediaType: string, content: Buffer): Promise<Descriptor> {
  const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
  await writeFile(blobFile(layout, digest), content);
  return { mediaType, digest, size: content.length };
}

function configOf(diffIds: string[], run: ImageOptions["config"], createdBy?: string) {
  const created = "2026-01-02T03:04:05Z";
  return {
    created,
    os: "linux",
    architecture: "amd64",
    config: { Env: ["PATH=/bin", "GREETING=hello"], Cmd: ["/bin/sh"], ...run },
    rootfs: { type: "layers", diff_ids: diffIds },
    history: diffIds.map((_, at) => ({ created, created_by: createdBy ?? `COPY random-${at} /` })),
  };
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
