import { describe, expect, it } from "vitest";
import { MANIFEST_MAX } from "../../../../core/limits.ts";
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
import { MAX_HEADERS } from "./tar-index.ts";

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

describe("a refused archive", () => {
  const docker = dockerArchive(layers, ["a:1"]);
  const without = (name: string) => docker.filter((entry) => entry.name !== name);
  const manifest = (value: unknown) => ({ name: "manifest.json", content: JSON.stringify(value) });
  const config = `${hex(configOf(layers))}.json`;

  it.each<[string, TarEntry[], ArchiveProblem]>([
    ["of other files", [{ name: "readme.txt", content: "hi" }], { code: "not_an_image" }],
    ["with nothing in it", [], { code: "not_an_image" }],
    [
      "of docker export",
      [{ name: ".dockerenv" }, { name: "dev/sda", type: "4" }],
      { code: "container_export" },
    ],
    [
      "of podman export",
      [
        { name: "bin", type: "2", link: "usr/bin" },
        { name: "dev/console", type: "3" },
        { name: "etc/mtab", type: "2", link: "/proc/mounts" },
        { name: "usr/bin/sh", content: "x" },
      ],
      { code: "container_export" },
    ],
    [
      "of a container's system with more files than an image can have",
      ["etc/hosts", "usr/bin/sh", ...Array.from({ length: MAX_HEADERS }, () => "usr/x")].map((name) => ({
        name,
      })),
      { code: "container_export" },
    ],
    [
      "packed inside a folder",
      [{ name: "._saved" }, ...docker.map((entry) => ({ ...entry, name: `saved/${entry.name}` }))],
      { code: "inside_folder", entry: "saved" },
    ],
    [
      "of a project that happens to have such a file",
      [{ name: "web/manifest.json", content: "{}" }, { name: "readme.txt" }],
      { code: "not_an_image" },
    ],
    [
      "with a layer left out",
      [...docker, manifest([{ Config: config, Layers: ["layer0/layer.tar", ""] }])],
      { code: "layer_left_out", layer: 2, digest: digestOf(layerOf("two")) },
    ],
    [
      "whose layers are named by digest and stand in another order",
      [
        ...docker,
        manifest([{ Config: config, Layers: [...layers].reverse().map((layer) => `${hex(layer)}.tar`) }]),
      ],
      { code: "layer_order" },
    ],
    [
      "without the config's root file system",
      [{ name: "c", content: '{"rootfs":null}' }, manifest([{ Config: "c", Layers: null }])],
      { code: "bad_document", entry: "c" },
    ],
    ["of a very old engine", [{ name: "repositories", content: "{}" }], { code: "too_old" }],
    ["with an empty list", [manifest([])], { code: "not_an_image" }],
    [
      "whose manifest is no JSON",
      [{ name: "manifest.json", content: "[{" }],
      { code: "bad_document", entry: "manifest.json" },
    ],
    [
      "whose manifest is no text",
      [{ name: "manifest.json", content: Uint8Array.of(0xff, 0xfe) }],
      { code: "bad_document", entry: "manifest.json" },
    ],
    [
      "whose manifest is something else",
      [manifest({ a: 1 })],
      { code: "bad_document", entry: "manifest.json" },
    ],
    [
      "whose manifest nests without end",
      [{ name: "manifest.json", content: "[".repeat(1_000_000) }],
      { code: "bad_document", entry: "manifest.json" },
    ],
    [
      "whose manifest is huge",
      [{ name: "manifest.json", content: new Uint8Array(MANIFEST_MAX + 1) }],
      { code: "document_too_large", entry: "manifest.json", max: MANIFEST_MAX },
    ],
    [
      "with more images than fit",
      [manifest(Array.from({ length: 1001 }, () => ({ Config: "c" })))],
      { code: "too_many_manifests", max: 1000 },
    ],
    ["without its config", without(config), { code: "missing_file", entry: config }],
    ["without a layer", without("layer1/layer.tar"), { code: "missing_file", entry: "layer1/layer.tar" }],
    [
      "with a changed config",
      [...docker, { name: config, content: configOf([layerOf("x")]) }],
      { code: "damaged_document", entry: config },
    ],
    [
      "with fewer layers than its config",
      [...docker, manifest([{ Config: config, Layers: ["layer0/layer.tar"] }])],
      { code: "layer_count", expected: 2, actual: 1 },
    ],
    [
      "with a million layers",
      [...docker, manifest([{ Config: config, Layers: Array.from({ length: 1_000_000 }, () => "") }])],
      { code: "too_many_layers", max: 512 },
    ],
    [
      "with another kind of digest",
      [
        ...docker,
        { name: "c", content: JSON.stringify({ rootfs: { diff_ids: ["sha512:00"] } }) },
        manifest([{ Config: "c", Layers: ["layer0/layer.tar"] }]),
      ],
      { code: "digest_unsupported", digest: "sha512:00" },
    ],
  ])("%s", async (_, entries, problem) => {
    expect(await problemOf(entries)).toEqual(problem);
  });

  it.each<[string, TarEntry[], ArchiveProblem["code"]]>([
    [
      "a changed manifest",
      ociArchive([one.descriptor], [...one.entries, { ...blobEntry(one.manifest), content: "{}" }]),
      "damaged_document",
    ],
    [
      "a changed config",
      ociArchive([one.descriptor], [...one.entries, { ...blobEntry(one.config), content: "{}" }]),
      "size_mismatch",
    ],
    [
      "a layer of another size",
      ociArchive(
        [one.descriptor],
        [...one.entries, { ...blobEntry(layers[0] ?? toBytes("")), content: "x" }],
      ),
      "size_mismatch",
    ],
    ["a missing layer", ociArchive([one.descriptor], one.entries.slice(1)), "missing_file"],
    [
      "an index of nothing that is there",
      ociArchive([ociIndex([one.descriptor]).descriptor], [ociIndex([one.descriptor]).entry]),
      "missing_file",
    ],
    [
      "a digest that leads elsewhere",
      ociArchive([{ ...one.descriptor, digest: "sha256:../../x" }], []),
      "digest_unsupported",
    ],
    [
      "a manifest of docker's first schema",
      ociArchive(
        [{ ...one.descriptor, mediaType: "application/vnd.docker.distribution.manifest.v1+json" }],
        one.entries,
      ),
      "media_type_unsupported",
    ],
  ])("in the OCI layout, with %s", async (_, entries, code) => {
    expect((await problemOf(entries)).code).toBe(code);
  });

  it("in the OCI layout, with layers in another order than the config's", async () => {
    const manifest = toBytes({
      config: descriptorOf(MEDIA_TYPE.ociConfig, one.config),
      layers: [...layers].reverse().map((layer) => descriptorOf(MEDIA_TYPE.ociLayer, layer)),
    });
    const listed = descriptorOf(MEDIA_TYPE.ociManifest, manifest);
    expect(await problemOf(ociArchive([listed], [...one.entries, blobEntry(manifest)]))).toEqual({
      code: "layer_order",
    });
  });

  it("with indexes in indexes in indexes", async () => {
    let index = ociIndex([one.descriptor]);
    const entries = [...one.entries, index.entry];
    for (let level = 0; level < 5; level += 1) {
      index = ociIndex([index.descriptor]);
      entries.push(index.entry);
    }
    expect((await problemOf(ociArchive([index.descriptor], entries))).code).toBe("too_many_manifests");
  });
});
