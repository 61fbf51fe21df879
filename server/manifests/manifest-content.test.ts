import { describe, expect, test } from "vitest";
import { LAYER_MAX } from "../../core/limits.ts";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { type ManifestContent, readManifest } from "./manifest-content.ts";

const digest = (at: number) => `sha256:${at.toString(16).padStart(64, "0")}`;
const layer = (at: number, fields = {}) => ({
  mediaType: MEDIA_TYPE.ociLayer,
  digest: digest(at),
  size: 1,
  ...fields,
});
const config = layer(0, { mediaType: MEDIA_TYPE.ociConfig });
const image = (fields: object) =>
  JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociManifest, config, layers: [], ...fields });
const index = (fields: object) =>
  JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [], ...fields });

function read(text: string) {
  return readManifest(new TextEncoder().encode(text), undefined);
}

function problem(text: string): string | undefined {
  const result = read(text);
  return "problem" in result ? result.problem : undefined;
}

const many = (count: number) => Array.from({ length: count }, (_, at) => layer(at + 1));
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

describe("is refused", () => {
  test.each([
    ["more layers", image({ layers: many(2001) }), "layers: must be a list of at most 2000"],
    ["more of an index", index({ manifests: many(2001) }), "manifests: must be a list of at most 2000"],
    [
      "a size no layer has",
      image({ layers: [layer(1, { size: LAYER_MAX + 1 })] }),
      "layers.0.size: is more than 10 GB",
    ],
    [
      "a size that is no number",
      image({ layers: [layer(1, { size: "1" })] }),
      "layers.0.size: must be a number of bytes",
    ],
    ["layers that are no list", image({ layers: {} }), "layers: must be a list of at most 2000"],
    ["a layer that is none", image({ layers: [null] }), "layers.0: must be a descriptor"],
    ["no config", image({ config: null }), "config: must be a descriptor"],
    [
      "a digest that is none",
      image({ config: { ...config, digest: "x" } }),
      "config.digest: must be a digest",
    ],
    ["no known version", image({ schemaVersion: 3 }), "schemaVersion: must be 2"],
    ["an image and an index", image({ manifests: [] }), "manifests: an image and an index at once"],
    [
      "annotations that are objects",
      image({ annotations: { a: {} } }),
      "annotations: must be text under names",
    ],
    ["annotations in a list", image({ annotations: ["a"] }), "annotations: must be text under names"],
    [
      "annotations without end, which lists of referrers would repeat",
      image({ subject: layer(1), annotations: { a: "x".repeat(256 * 1024) } }),
      "annotations: of what names a subject, they may have 256 KB at most",
    ],
    [
      "a layer's annotations that are numbers",
      image({ layers: [layer(1, { annotations: { a: 1 } })] }),
      "layers.0.annotations: must be text under names",
    ],
    ["what nobody could walk", image({}).replace("2", nested(20_000)), "nested deeper than 100 levels"],
    [
      "a long artifact type",
      image({ artifactType: "a".repeat(256) }),
      "artifactType: is too long for a media type",
    ],
    [
      "addresses without end",
      image({ layers: [layer(1, { urls: Array(101).fill("u") })] }),
      "layers.0.urls: must be a list of at most 100",
    ],
  ])("%s", (_, text, expected) => {
    expect(problem(text)).toBe(expected);
  });
});

describe("is taken", () => {
  test.each([
    ["as many layers as are allowed", image({ layers: many(2000) })],
    ["the largest layer", image({ layers: [layer(1, { size: LAYER_MAX })] })],
    ["brackets in texts, however many", image({ annotations: { a: `"\\${nested(200)}` } })],
    ["a hundred levels", image({ extra: JSON.parse(nested(99)) })],
    ["other fields, of any shape", image({ extra: { a: [{ b: null }] } })],
  ])("%s", (_, text) => {
    expect(problem(text)).toBeUndefined();
  });

  test.each([
    ["layers", image({ layers: null }), 1],
    ["no layers", image({ layers: undefined }), 1],
    ["the rest", image({ manifests: null, subject: null, annotations: null, artifactType: null }), 1],
    ["a layer's", image({ layers: [layer(1, { urls: null, annotations: null })] }), 2],
    ["an index's", index({ manifests: null, subject: null, config: null, layers: null }), 0],
  ])("what Go writes for nothing, as it was sent: %s", (_, text, references) => {
    const content = read(text) as ManifestContent;
    expect([content.text, content.references.length]).toEqual([text, references]);
  });
});
