/** For tests: writes tar archives, sound and broken ones, and the images in them. */
import { MEDIA_TYPE } from "../../core/media-types.ts";
import type { ArchiveFile } from "../../src/features/upload/archive/archive-file.ts";
import { digestOf } from "../../src/features/upload/archive/digest-of.ts";
import { BLOCK } from "../../src/features/upload/archive/tar-header.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface TarEntry {
  name: string;
  content?: Bytes | string;
  /** `0` file, `1` hard link, `2` symbolic link, `5` folder, `x` pax, `L` and `K` GNU's long names … */
  type?: string;
  link?: string;
  /** What the header says instead of the content's length: a number, or the field's own bytes. */
  size?: number | Bytes;
  prefix?: string;
}

const encoder = new TextEncoder();

export function toBytes(content: Bytes | string | object): Bytes {
  if (content instanceof Uint8Array) return content;
  return encoder.encode(typeof content === "string" ? content : JSON.stringify(content));
}

export function concat(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

export function tar(...entries: readonly TarEntry[]): Bytes {
  return concat(...entries.map(tarEntry), new Uint8Array(2 * BLOCK));
}

export function tarEntry(entry: TarEntry): Bytes {
  const content = toBytes(entry.content ?? "");
  const header = new Uint8Array(BLOCK);
  const put = (offset: number, text: string) => header.set(encoder.encode(text), offset);
  const size = entry.size ?? content.length;
  put(0, entry.name);
  put(100, "0000644\0");
  if (typeof size === "number") put(124, `${size.toString(8).padStart(11, "0")}\0`);
  else header.set(size, 124);
  put(136, "00000000000\0");
  put(148, "        ");
  put(156, entry.type ?? "0");
  put(157, entry.link ?? "");
  put(257, "ustar\x0000");
  put(345, entry.prefix ?? "");
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return concat(header, content, new Uint8Array((BLOCK - (content.length % BLOCK)) % BLOCK));
}

/** One pax record; the length counts itself. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = encoder.encode(rest).length;
  const length = bytes + String(bytes + String(bytes).length).length;
  return `${length}${rest}`;
}

export function base256(size: number): Bytes {
  const field = new Uint8Array(12);
  for (let index = 11, rest = size; index > 0; index -= 1, rest = Math.floor(rest / 256))
    field[index] = rest % 256;
  field[0] = 0x80;
  return field;
}

export interface RecordingFile extends ArchiveFile {
  bytesRead: number;
}

/** Fails the test where something reads outside the file. */
export function fileOf(bytes: Bytes): RecordingFile {
  return {
    size: bytes.length,
    bytesRead: 0,
    async read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length)
        throw new RangeError(`read of ${offset}+${length} in ${bytes.length} bytes`);
      this.bytesRead += length;
      return bytes.slice(offset, offset + length);
    },
  };
}

/** Some layers' worth of content, different for each seed. */
export function layerOf(seed: string, size = 3000): Bytes {
  return tar({ name: `data/${seed}`, content: seed.repeat(Math.ceil(size / seed.length)).slice(0, size) });
}

export function configOf(layers: readonly Bytes[], architecture = "amd64"): Bytes {
  return toBytes({
    architecture,
    os: "linux",
    config: { Env: [] },
    rootfs: { type: "layers", diff_ids: layers.map(digestOf) },
  });
}

export function hex(bytes: Bytes): string {
  return digestOf(bytes).slice("sha256:".length);
}

/** `docker save` before engine 25. */
export function dockerArchive(layers: readonly Bytes[], repoTags: readonly string[] | null): TarEntry[] {
  const config = configOf(layers);
  return [
    ...layers.map((content, index) => ({ name: `layer${index}/layer.tar`, content })),
    { name: `${hex(config)}.json`, content: config },
    {
      name: "manifest.json",
      content: toBytes([
        {
          Config: `${hex(config)}.json`,
          RepoTags: repoTags,
          Layers: layers.map((_, index) => `layer${index}/layer.tar`),
        },
      ]),
    },
  ];
}

export interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
  annotations?: Record<string, string>;
  platform?: { os: string; architecture: string };
}

export function descriptorOf(mediaType: string, content: Bytes): Descriptor {
  return { mediaType, digest: digestOf(content), size: content.length };
}

export function blobEntry(content: Bytes): TarEntry {
  return { name: `blobs/sha256/${hex(content)}`, content };
}

/** A manifest with the entries of everything below it. */
export function ociImage(layers: readonly Bytes[], architecture = "amd64") {
  const config = configOf(layers, architecture);
  const manifest = toBytes({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociManifest,
    config: descriptorOf(MEDIA_TYPE.ociConfig, config),
    layers: layers.map((layer) => descriptorOf(MEDIA_TYPE.ociLayer, layer)),
  });
  const descriptor = {
    ...descriptorOf(MEDIA_TYPE.ociManifest, manifest),
    platform: { os: "linux", architecture },
  };
  return { manifest, config, descriptor, entries: [...layers, config, manifest].map(blobEntry) };
}

export function ociIndex(descriptors: readonly Descriptor[]) {
  const manifest = toBytes({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: descriptors });
  return { manifest, descriptor: descriptorOf(MEDIA_TYPE.ociIndex, manifest), entry: blobEntry(manifest) };
}

export function ociArchive(descriptors: readonly Descriptor[], entries: readonly TarEntry[]): TarEntry[] {
  return [
    ...entries,
    { name: "oci-layout", content: toBytes({ imageLayoutVersion: "1.0.0" }) },
    { name: "index.json", content: toBytes({ schemaVersion: 2, manifests: descriptors }) },
  ];
}
