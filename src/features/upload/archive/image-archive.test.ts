import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { MEDIA_TYPE } from "../../../../core/media-types.ts";
import {
  blobEntry,
  configOf,
  descriptorOf,
  dockerArchive,
  fileOf,
  hex,
  layerOf,
  ociArchive,
  ociImage,
  ociIndex,
  type TarEntry,
  tar,
  toBytes,
} from "../../../../tests/support/archives.ts";
import { digestOf } from "./digest-of.ts";
import { readImageArchive } from "./image-archive.ts";
import { ArchiveError, type ArchiveProblem } from "./problem.ts";

const read = (entries: readonly TarEntry[]) => readImageArchive(fileOf(tar(...entries)));

async function problemOf(entries: readonly TarEntry[]): Promise<ArchiveProblem> {
  try {
    await read(entries);
  } catch (error) {
    if (error instanceof ArchiveError) return error.problem;
    throw error;
  }
  throw new Error("no problem was found");
}

const layers = [layerOf("one"), layerOf("two")];
const one = ociImage(layers);
const arm = ociImage([layerOf("arm")], "arm64");
const json = (bytes: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(bytes));

describe("docker's layout", () => {
  it("becomes an OCI manifest over the raw layers and the config's own bytes", async () => {
    const bytes = tar(...dockerArchive(layers, ["registry.io/team/app:1", "team/app:2"]));
    const [image, ...others] = await readImageArchive(fileOf(bytes));
    expect(others).toEqual([]);
    expect(image?.names).toEqual([
      { image: "app", tag: "1" },
      { image: "app", tag: "2" },
    ]);
    expect(image?.platforms).toEqual(["linux/amd64"]);
    const contents = image?.blobs.map(({ offset, size }) => bytes.slice(offset, offset + size));
    expect(contents).toEqual([...layers, configOf(layers)]);
    expect(image?.blobs.map(({ digest }) => digest)).toEqual(contents?.map(digestOf));
    const [manifest] = image?.manifests ?? [];
    expect(manifest?.digest).toBe(digestOf(manifest?.bytes ?? new Uint8Array()));
    expect(json(manifest?.bytes)).toEqual({
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.ociManifest,
      config: descriptorOf(MEDIA_TYPE.ociConfig, configOf(layers)),
      layers: layers.map((layer) => descriptorOf(MEDIA_TYPE.ociLayer, layer)),
    });
  });

  it("holds several images, and a layer used twice is one blob", async () => {
    const twice = [layers[0], layers[0]].flatMap((layer) => layer ?? []);
    const first = dockerArchive(twice, ["a:1"]);
    const second = dockerArchive(layers, ["b:1"]).map((entry) => ({
      ...entry,
      name: entry.name.replace("layer", "other"),
    }));
    const manifests = [first, second].flatMap((entries) => json(toBytes(entries.at(-1)?.content ?? "")));
    const renamed = JSON.parse(JSON.stringify(manifests).replaceAll(/layer(\d)\/layer/g, "layer$1/layer"));
    renamed[1].Layers = ["other0/layer.tar", "other1/layer.tar"];
    const images = await read([
      ...first.slice(0, -1),
      ...second.slice(0, -1),
      { name: "manifest.json", content: toBytes(renamed) },
    ]);
    expect(images.map((image) => image.names)).toEqual([
      [{ image: "a", tag: "1" }],
      [{ image: "b", tag: "1" }],
    ]);
    expect(images[0]?.blobs).toHaveLength(2);
    expect(json(images[0]?.manifests[0]?.bytes).layers).toHaveLength(2);
  });

  it("has no names where it was saved by id", async () => {
    expect((await read(dockerArchive(layers, null)))[0]?.names).toEqual([]);
  });

  it("keeps layers that a build tool compressed, by the digest in their name", async () => {
    const layer = layerOf("one");
    const packed = Uint8Array.from(gzipSync(layer));
    const config = configOf([layer]);
    const name = `${hex(packed)}.tar.gz`;
    const manifest = [{ Config: `sha256:${hex(config)}`, RepoTags: ["a:1"], Layers: [name] }];
    const entries = [
      { name: `sha256:${hex(config)}`, content: config },
      { name, content: packed },
      { name: "manifest.json", content: toBytes(manifest) },
    ];
    const [image] = await read(entries);
    expect(json(image?.manifests[0]?.bytes).layers).toEqual([descriptorOf(MEDIA_TYPE.ociLayerGzip, packed)]);

    const unnamed = JSON.parse(JSON.stringify(manifest).replace(name, "layer.tar"));
    expect(
      await problemOf([
        { name: `sha256:${hex(config)}`, content: config },
        { name: "layer.tar", content: packed },
        { name: "manifest.json", content: toBytes(unnamed) },
      ]),
    ).toEqual({ code: "layer_digest_unknown", entry: "layer.tar" });
  });
});

describe("the OCI layout", () => {
  const named = { ...one.descriptor, annotations: { "io.containerd.image.name": "docker.io/library/app:1" } };

  it("keeps the manifest's own bytes and digest", async () => {
    const [image] = await read(ociArchive([named], one.entries));
    expect(image?.manifests).toEqual([
      { digest: digestOf(one.manifest), mediaType: MEDIA_TYPE.ociManifest, bytes: one.manifest },
    ]);
    expect(image?.names).toEqual([{ image: "app", tag: "1" }]);
    expect(image?.blobs.map(({ kind }) => kind)).toEqual(["layer", "layer", "config"]);
  });

  it.each([
    ["1.0", { image: "", tag: "1.0" }],
    ["registry.io/team/app:2", { image: "app", tag: "2" }],
  ])("reads the reference name %s", async (name, reference) => {
    const annotations = { "org.opencontainers.image.ref.name": name };
    const [image] = await read(ociArchive([{ ...one.descriptor, annotations }], one.entries));
    expect(image?.names).toEqual([reference]);
  });

  it("is one image for descriptors of one digest, with all their names", async () => {
    const other = { ...one.descriptor, annotations: { "io.containerd.image.name": "docker.io/team/app:2" } };
    const images = await read(ociArchive([named, other], one.entries));
    expect(images.map((image) => image.names)).toEqual([
      [
        { image: "app", tag: "1" },
        { image: "app", tag: "2" },
      ],
    ]);
  });

  it("that lists nothing, as Docker 25 writes it of an image saved by its id, leaves all to manifest.json", async () => {
    const index = toBytes({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: null });
    const legacy = dockerArchive([layerOf("three")], ["app:1"]);
    const images = await read([{ name: "index.json", content: index }, ...legacy]);
    expect(images.map((image) => image.names)).toEqual([[{ image: "app", tag: "1" }]]);
  });

  it("wins over a manifest.json beside it, which adds names and images", async () => {
    const config = `blobs/sha256/${hex(one.config)}`;
    const legacy = dockerArchive([layerOf("three")], ["other:1"]);
    const listed = [
      { Config: config, RepoTags: ["app:3"], Layers: layers.map((layer) => `blobs/sha256/${hex(layer)}`) },
      ...json(toBytes(legacy.at(-1)?.content ?? "")),
    ];
    const images = await read([
      ...ociArchive([one.descriptor], one.entries),
      ...legacy.slice(0, -1),
      { name: "manifest.json", content: toBytes(listed) },
    ]);
    expect(images.map((image) => image.names)).toEqual([
      [{ image: "app", tag: "3" }],
      [{ image: "other", tag: "1" }],
    ]);
    expect(images[0]?.manifests[0]?.digest).toBe(digestOf(one.manifest));
  });

  it("may have sha512 digests, checked as others are", async () => {
    const sha512 = (bytes: Uint8Array) => `sha512:${createHash("sha512").update(bytes).digest("hex")}`;
    // Such a name is longer than a header has room for.
    const entry = (content: Uint8Array<ArrayBuffer>, digest = sha512(content)) => [
      { name: "long", type: "L", content: `blobs/${digest.replace(":", "/")}\0` },
      { name: "short", content },
    ];
    const descriptor = (mediaType: string, content: Uint8Array<ArrayBuffer>) => ({
      ...descriptorOf(mediaType, content),
      digest: sha512(content),
    });
    const config = toBytes({ rootfs: { diff_ids: layers.map(sha512) } });
    const manifest = toBytes({
      config: descriptor(MEDIA_TYPE.ociConfig, config),
      layers: layers.map((layer) => descriptor(MEDIA_TYPE.ociLayer, layer)),
    });
    const listed = descriptor(MEDIA_TYPE.ociManifest, manifest);
    const entries = [...layers, config, manifest].flatMap((content) => entry(content));
    const [image] = await read(ociArchive([listed], entries));
    expect(image?.blobs.map(({ digest }) => digest)).toEqual([...layers, config].map(sha512));
    const changed = entry(
      config.map((byte) => byte ^ 1),
      sha512(config),
    );
    expect((await problemOf(ociArchive([listed], [...entries, ...changed]))).code).toBe("damaged_document");
  });

  it("pushes the children of an index before it", async () => {
    const index = ociIndex([one.descriptor, arm.descriptor]);
    const [image] = await read(ociArchive([index.descriptor], [...one.entries, ...arm.entries, index.entry]));
    expect(image?.manifests.map(({ digest }) => digest)).toEqual(
      [one.manifest, arm.manifest, index.manifest].map(digestOf),
    );
    expect(image?.platforms).toEqual(["linux/amd64", "linux/arm64"]);
    expect(image?.missingPlatforms).toEqual([]);
  });

  it("goes without its index where one platform of it was saved", async () => {
    const index = ociIndex([one.descriptor, arm.descriptor]);
    const [image] = await read(ociArchive([index.descriptor], [...one.entries, index.entry]));
    expect(image?.manifests.map(({ digest }) => digest)).toEqual([digestOf(one.manifest)]);
    expect(image).toMatchObject({ platforms: ["linux/amd64"], missingPlatforms: ["linux/arm64"] });
  });

  it("goes with an index of what was saved where several platforms were", async () => {
    const absent = ociImage([layerOf("s390x")], "s390x");
    const index = ociIndex([one.descriptor, absent.descriptor, arm.descriptor]);
    const [image] = await read(ociArchive([index.descriptor], [...one.entries, ...arm.entries, index.entry]));
    const own = image?.manifests.at(-1);
    expect(own?.digest).toBe(digestOf(own?.bytes ?? new Uint8Array()));
    expect(json(own?.bytes).manifests).toEqual([one.descriptor, arm.descriptor]);
    expect(image?.missingPlatforms).toEqual(["linux/s390x"]);
  });

  it("reads indexes that repeat one another once", async () => {
    let index = ociIndex([one.descriptor]);
    const entries = [...one.entries, index.entry];
    for (let level = 0; level < 2; level += 1) {
      index = ociIndex(Array.from({ length: 500 }, () => index.descriptor));
      entries.push(index.entry);
    }
    const [image] = await read(ociArchive([index.descriptor], entries));
    expect(image?.manifests).toHaveLength(4);
  });
});

describe("parts that are null or absent, as the engines read them", () => {
  const config = (rest: object) =>
    toBytes({ rootfs: { diff_ids: layers.map(digestOf) }, config: null, history: null, ...rest });
  const dockerWith = (content: Uint8Array<ArrayBuffer>, rest: object): TarEntry[] => [
    ...layers.map((layer, index) => ({ name: `${index}.tar`, content: layer })),
    { name: "c.json", content },
    {
      name: "manifest.json",
      content: toBytes([{ Config: "c.json", Layers: layers.map((_, index) => `${index}.tar`), ...rest }]),
    },
  ];

  it.each<[string, TarEntry[]]>([
    ["RepoTags null", dockerWith(config({}), { RepoTags: null })],
    ["RepoTags absent", dockerWith(config({}), {})],
    ["a tag null", dockerWith(config({}), { RepoTags: [null, ""] })],
    ["what else an engine writes", dockerWith(config({}), { Parent: null, LayerSources: null })],
    ["os and architecture null", dockerWith(config({ os: null, architecture: null, variant: null }), {})],
    ["repositories null", [...dockerWith(config({}), {}), { name: "repositories", content: "null" }]],
    ["index.json null", [...dockerWith(config({}), {}), { name: "index.json", content: "null" }]],
    ["index.json empty", [...dockerWith(config({}), {}), { name: "index.json", content: "{}" }]],
  ])("docker's layout, %s", async (_, entries) => {
    const images = await read(entries);
    expect(images).toMatchObject([{ names: [], platforms: [], missingPlatforms: [] }]);
    expect(images[0]?.blobs).toHaveLength(3);
  });

  it("docker's layout, an image without layers", async () => {
    const [image] = await read(
      dockerWith(toBytes({ rootfs: { type: "layers", diff_ids: null } }), { Layers: null }),
    );
    expect(image?.blobs.map(({ kind }) => kind)).toEqual(["config"]);
  });

  it("manifest.json null beside a good index.json", async () => {
    const entries = [
      ...ociArchive([one.descriptor], one.entries),
      { name: "manifest.json", content: "null" },
    ];
    expect((await read(entries))[0]?.manifests[0]?.digest).toBe(digestOf(one.manifest));
  });

  it.each<[string, object]>([
    ["annotations and platform null", { ...one.descriptor, annotations: null, platform: null }],
    ["values in them null", { ...one.descriptor, annotations: { a: null }, platform: { os: null } }],
    ["no size", { ...one.descriptor, size: undefined }],
    ["no type", { ...one.descriptor, mediaType: undefined }],
  ])("the OCI layout, listed with %s", async (_, descriptor) => {
    const list = { name: "index.json", content: toBytes({ mediaType: null, manifests: [descriptor] }) };
    const [image] = await read([...one.entries, list]);
    expect(image?.manifests.map(({ digest, mediaType }) => [digest, mediaType])).toEqual([
      [digestOf(one.manifest), MEDIA_TYPE.ociManifest],
    ]);
  });

  it("the OCI layout, an index listed without a type", async () => {
    const { manifest, entry } = ociIndex([one.descriptor, arm.descriptor]);
    const list = { name: "index.json", content: toBytes({ manifests: [{ digest: digestOf(manifest) }] }) };
    const [image] = await read([...one.entries, ...arm.entries, entry, list]);
    expect(image?.manifests.at(-1)?.mediaType).toBe(MEDIA_TYPE.ociIndex);
  });

  it.each([
    ["rootfs null", { rootfs: null }],
    ["nothing in it", {}],
  ])("the OCI layout, a config with %s, which nothing here has to compare", async (_, content) => {
    const own = toBytes(content);
    const manifest = toBytes({
      schemaVersion: 2,
      config: descriptorOf(MEDIA_TYPE.ociConfig, own),
      layers: layers.map((layer) => descriptorOf(MEDIA_TYPE.ociLayer, layer)),
    });
    const listed = descriptorOf(MEDIA_TYPE.ociManifest, manifest);
    const [image] = await read(ociArchive([listed], [own, manifest, ...layers].map(blobEntry)));
    expect(image?.manifests[0]?.bytes).toEqual(manifest);
  });
});
