/** Manifests and configs of the demo's images. The same input gives the same digests, so layers are shared. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { MEDIA_TYPE } from "../core/media-types.ts";
import { BASES, type SeedImage } from "./seed-images.ts";

export interface Platform {
  os: string;
  architecture: string;
}

export const PLATFORMS: readonly Platform[] = [
  { os: "linux", architecture: "amd64" },
  { os: "linux", architecture: "arm64" },
];

export interface Content {
  manifest: string;
  /** Undefined for an index. */
  config: string | undefined;
  layers: { digest: string; size: number }[];
  platform?: Platform;
}

export function digestOf(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

/** `version` counts the image's versions from 0; `created` is RFC 3339. */
export function buildImage(
  name: string,
  image: SeedImage,
  version: number,
  platform: Platform,
  created: string,
): Content {
  const layers = layersOf(name, image, version, platform);
  const config = JSON.stringify(configOf(image, version, platform, layers, created));
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociManifest,
    config: { mediaType: MEDIA_TYPE.ociConfig, digest: digestOf(config), size: config.length },
    layers: layers.map(({ digest, size }) => ({ mediaType: MEDIA_TYPE.ociLayerGzip, digest, size })),
  });
  return { manifest, config, layers, platform };
}

/** The base's layers stay; dependencies, the first of the own, change with every third version; the code with each. */
function layersOf(name: string, image: SeedImage, version: number, { architecture }: Platform) {
  const base = BASES[image.base].layers.map((size, at) => layer(`${image.base} ${architecture} ${at}`, size));
  const own = image.layers.map((size, at) =>
    layer(
      `${name} ${architecture} ${at} ${at === 0 && image.layers.length > 1 ? version - (version % 3) : version}`,
      size,
    ),
  );
  return [...base, ...own];
}

function layer(seed: string, megabytes: number) {
  const digest = digestOf(seed);
  // No two builds weigh quite the same: up to 3 % more, as the digest has it.
  const more = Number.parseInt(digest.slice(-4), 16) / 0xffff;
  return { digest, size: Math.round(megabytes * 1_000_000 * (1 + 0.03 * more)) };
}

function configOf(
  image: SeedImage,
  version: number,
  { os, architecture }: Platform,
  layers: { digest: string }[],
  created: string,
) {
  const base = BASES[image.base];
  const copies = layers.map((_, at) => ({
    created,
    created_by:
      at < base.layers.length ? `COPY rootfs-${at} / # ${image.base}` : `COPY build/${at} /srv # buildkit`,
  }));
  const last = { created, created_by: `CMD ["/bin/sh" "-c" "${image.command}"]`, empty_layer: true };
  return {
    created,
    os,
    architecture,
    config: {
      User: base.user,
      WorkingDir: "/srv",
      Env: ["PATH=/usr/local/bin:/usr/bin:/bin", `APP_VERSION=${image.tags[version]}`],
      Cmd: ["/bin/sh", "-c", image.command],
      Labels: { "org.opencontainers.image.version": image.tags[version] },
      ...(image.category === "app_server" && { ExposedPorts: { "8080/tcp": {} } }),
    },
    rootfs: { type: "layers", diff_ids: layers.map(({ digest }) => digestOf(`uncompressed ${digest}`)) },
    history: [...copies, last],
  };
}
