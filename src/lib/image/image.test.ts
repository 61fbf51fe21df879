import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../../core/media-types.ts";
import { HOSTILE_STRINGS } from "../../../tests/support/hostile-strings.ts";
import { compareConfigs, compareLayers, sumLayers } from "./compare.ts";
import { type ImageConfig, readConfig, stepsOfLayers } from "./config.ts";
import { artifactName, type Descriptor, platformsOf, readManifest, referrerType } from "./manifest.ts";

const layer = (digest: string, size = 1): Descriptor => ({
  mediaType: MEDIA_TYPE.ociLayerGzip,
  digest,
  size,
  platform: undefined,
  artifactType: "",
  annotations: {},
});

const manifestOf = (more: object) =>
  readManifest(JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociManifest, ...more }));

const configOf = (more: object = {}, outer: object = {}): ImageConfig => {
  const config = readConfig(JSON.stringify({ os: "linux", architecture: "amd64", ...outer, config: more }));
  if (!config) throw new Error("no config");
  return config;
};

const BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

describe("a manifest", () => {
  const config = (mediaType: string) => ({ config: { mediaType, digest: "sha256:c", size: 2 } });

  test("of an image", () => {
    const read = manifestOf({ ...config(MEDIA_TYPE.ociConfig), layers: [{ digest: "sha256:a", size: 7 }] });
    expect([read.kind, read.layers[0]?.size]).toEqual(["image", 7]);
  });

  test("of an index, whose attestations are no platforms", () => {
    const entry = { mediaType: MEDIA_TYPE.ociManifest, size: 1 };
    const unknown = { os: "unknown", architecture: "unknown" };
    const index = readManifest(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: MEDIA_TYPE.ociIndex,
        manifests: [
          { ...entry, digest: "sha256:a", platform: { os: "linux", architecture: "arm64", variant: "v8" } },
          {
            ...entry,
            digest: "sha256:b",
            platform: unknown,
            annotations: { "vnd.docker.reference.type": "attestation-manifest" },
          },
          { ...entry, digest: "sha256:c" },
        ],
      }),
    );
    expect(index.kind).toBe("index");
    expect(platformsOf(index).map(({ name }) => name)).toEqual(["linux/arm64/v8", "sha256:c"]);
  });

  test.each([
    [config("application/vnd.cncf.helm.config.v1+json"), "helm"],
    [{ artifactType: "application/spdx+json", ...config("application/vnd.oci.empty.v1+json") }, "sbom"],
    [
      {
        ...config(MEDIA_TYPE.ociConfig),
        layers: [
          { mediaType: "application/vnd.dev.cosign.simplesigning.v1+json", digest: "sha256:a", size: 1 },
        ],
      },
      "signature",
    ],
    [config("application/x-mine"), "other"],
  ])("of an artifact: %j is %s", (more, name) => {
    const { kind, artifactType } = manifestOf(more);
    expect([kind, artifactName(artifactType)]).toEqual(["artifact", name]);
  });

  test("of BuildKit's cache, which lists layers in an index, is one artifact", () => {
    const entry = (mediaType: string, digest: string) => ({ mediaType, digest, size: 3 });
    const cache = readManifest(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: MEDIA_TYPE.ociIndex,
        manifests: [
          entry(MEDIA_TYPE.ociLayerGzip, "sha256:a"),
          entry(MEDIA_TYPE.ociLayerZstd, "sha256:b"),
          entry("application/vnd.buildkit.cacheconfig.v0", "sha256:c"),
        ],
      }),
    );
    expect([cache.kind, artifactName(cache.artifactType)]).toEqual(["artifact", "cache"]);
    expect(cache.layers.map(({ digest }) => digest)).toEqual(["sha256:a", "sha256:b"]);
    expect([cache.config?.digest, cache.manifests]).toEqual(["sha256:c", []]);
  });

  test("of the index in which clients keep referrers is told from one of platforms", () => {
    const entry = { mediaType: MEDIA_TYPE.ociManifest, size: 1, artifactType: BUNDLE };
    const index = (...manifests: object[]) =>
      readManifest(JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests }));
    const predicate = (type: string) => ({ annotations: { "dev.sigstore.bundle.predicateType": type } });
    const referrers = index(
      { ...entry, digest: "sha256:a" },
      { ...entry, digest: "sha256:b", ...predicate("https://spdx.dev/Document") },
      { ...entry, digest: "sha256:c", artifactType: "application/vnd.cncf.notary.signature" },
    );
    expect(referrers.kind).toBe("referrers");
    const names = referrers.manifests.map((one) => artifactName(referrerType(one)));
    expect(names).toEqual(["signature", "sbom", "signature"]);
    const platform = { os: "linux", architecture: "amd64" };
    expect(index({ ...entry, digest: "sha256:a", platform }).kind).toBe("index");
    expect(index({ ...entry, digest: "sha256:a", artifactType: undefined }).kind).toBe("index");
    expect(index().kind).toBe("index");
  });

  test.each([
    ["https://sigstore.dev/cosign/sign/v1", "signature"],
    ["https://slsa.dev/provenance/v1", "attestation"],
    ["https://cyclonedx.org/bom", "sbom"],
    ["https://spdx.dev/Document/v2.3", "sbom"],
    ["https://example.com/our-review", "attestation"],
    [undefined, "signature"],
  ])("a bundle of cosign 3 that states %s is %s", (predicateType, name) => {
    const annotations = predicateType && { "dev.sigstore.bundle.predicateType": predicateType };
    const read = manifestOf({
      artifactType: BUNDLE,
      ...config("application/vnd.oci.empty.v1+json"),
      layers: [{ mediaType: BUNDLE, digest: "sha256:a", size: 1 }],
      annotations,
    });
    expect([read.kind, artifactName(read.artifactType)]).toEqual(["artifact", name]);
  });

  test.each(["", "null", "[]", "{", '"text"', "{}", ...HOSTILE_STRINGS])("%j is unreadable", (text) => {
    expect(readManifest(text).kind).toBe("unreadable");
  });

  test("of the first schema is said to be that", () => {
    expect(readManifest('{"schemaVersion":1,"fsLayers":[]}').kind).toBe("schema1");
  });

  test("of any form is read without an error", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        readManifest(text);
        readConfig(text);
      }),
    );
  });
});

describe("a config", () => {
  test("says what runs", () => {
    const config = configOf({
      Env: ["PATH=/bin", "EMPTY=", "FLAG", "URL=a=b"],
      ExposedPorts: { "8080/tcp": {} },
      Entrypoint: null,
      Cmd: ["sh", "-c", "x"],
      Labels: { a: "1", b: 2 },
    });
    expect(config.platform).toBe("linux/amd64");
    expect(config.env).toEqual([
      ["PATH", "/bin"],
      ["EMPTY", ""],
      ["FLAG", ""],
      ["URL", "a=b"],
    ]);
    expect([config.ports, config.entrypoint, config.cmd]).toEqual([["8080/tcp"], [], ["sh", "-c", "x"]]);
    expect(config.labels).toEqual([
      ["a", "1"],
      ["b", ""],
    ]);
  });

  test.each([
    ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
    ["/bin/sh -c apt-get update", "RUN apt-get update"],
    ["RUN /bin/sh -c make # buildkit", "RUN make"],
    ["COPY . /srv # buildkit", "COPY . /srv"],
  ])("the step %j is %j", (created_by, command) => {
    expect(configOf({}, { history: [{ created_by }] }).history[0]?.command).toBe(command);
  });

  test("each layer has its step, unless there are not as many", () => {
    const { history } = configOf(
      {},
      { history: [{ created_by: "A" }, { created_by: "ENV", empty_layer: true }, { created_by: "B" }] },
    );
    expect(stepsOfLayers(history, 2).map((step) => step?.command)).toEqual(["A", "B"]);
    expect(stepsOfLayers(history, 3)).toEqual([undefined, undefined, undefined]);
  });
});

describe("two images", () => {
  test("share layers, and each has its own", () => {
    const layers = compareLayers(
      [layer("a", 10), layer("b", 5)],
      [layer("a", 10), layer("c", 7), layer("d", 1)],
    );
    expect(layers.map(({ fate, layer: { digest } }) => `${fate} ${digest}`)).toEqual([
      "shared a",
      "removed b",
      "added c",
      "added d",
    ]);
    expect(sumLayers(layers, "shared")).toEqual({ count: 1, size: 10 });
    expect(sumLayers(layers, "added")).toEqual({ count: 2, size: 8 });
  });

  test("a layer that stands twice is shared as often as both have it", () => {
    const fates = compareLayers([layer("a"), layer("a")], [layer("a")]).map(({ fate }) => fate);
    expect(fates).toEqual(["shared", "removed"]);
  });

  test("no layer is lost or counted twice, and the way back turns added and removed around", () => {
    const layers = fc.array(fc.constantFrom("a", "b", "c", "d").map((digest) => layer(digest)));
    fc.assert(
      fc.property(layers, layers, (from, to) => {
        const [there, back] = [compareLayers(from, to), compareLayers(to, from)];
        const count = (all: typeof there, fate: "shared" | "removed" | "added") => sumLayers(all, fate).count;
        expect(count(there, "shared") + count(there, "removed")).toBe(from.length);
        expect(count(there, "shared") + count(there, "added")).toBe(to.length);
        expect(count(back, "added")).toBe(count(there, "removed"));
      }),
    );
  });

  test("differ in single variables and labels, in commands as a whole", () => {
    const from = configOf({ Env: ["A=1", "B=2", "C=3"], Cmd: ["a b"], Labels: { x: "1" } });
    const to = configOf({ Env: ["C=3", "B=9", "D=4"], Cmd: ["a", "b"], User: "node" });
    expect(compareConfigs(from, to)).toEqual([
      { field: "user", name: undefined, from: undefined, to: "node" },
      { field: "cmd", name: undefined, from: '["a b"]', to: '["a","b"]' },
      { field: "env", name: "A", from: "1", to: undefined },
      { field: "env", name: "B", from: "2", to: "9" },
      { field: "env", name: "D", from: undefined, to: "4" },
      { field: "labels", name: "x", from: "1", to: undefined },
    ]);
  });

  test("of the same content do not differ, whatever stands in it", () => {
    const Labels = Object.fromEntries(HOSTILE_STRINGS.map((text) => [text, text]));
    const config = configOf({ Labels, Env: HOSTILE_STRINGS.map((text) => `${text}=${text}`) });
    expect(compareConfigs(config, config)).toEqual([]);
  });
});
