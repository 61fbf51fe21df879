/**
 * Reads a manifest (OCI image specification 1.1, Docker image manifest v2). Anybody may have pushed it, and the console
 * has to show something: a part that has not the standard's form is left out, never an error.
 */
import { z } from "zod";
import { typeWithPredicate } from "../../../core/artifact-types.ts";
import { isIndexMediaType, MANIFEST_TYPES, MEDIA_TYPE } from "../../../core/media-types.ts";

const words = z.string().catch("");
const annotationsSchema = z.record(z.string(), z.string()).catch({});

const platformSchema = z
  .object({ os: words, architecture: words, variant: words, "os.version": words })
  .optional()
  .catch(undefined);

const descriptorSchema = z.object({
  mediaType: words,
  digest: z.string(),
  /** Bytes. */
  size: z.number().catch(0),
  platform: platformSchema,
  artifactType: words,
  annotations: annotationsSchema,
});

const manifestSchema = z.object({
  schemaVersion: z.number().catch(0),
  mediaType: words,
  artifactType: words,
  config: descriptorSchema.optional().catch(undefined),
  layers: z.array(descriptorSchema).catch([]),
  manifests: z.array(descriptorSchema).optional().catch(undefined),
  subject: descriptorSchema.optional().catch(undefined),
  annotations: annotationsSchema,
});

export type Descriptor = z.infer<typeof descriptorSchema>;

export interface Manifest {
  /** `referrers` lists what is about another manifest; `unreadable` is no JSON, or JSON of another form. */
  kind: "image" | "index" | "referrers" | "artifact" | "schema1" | "unreadable";
  mediaType: string;
  /** Of an artifact: what it is, as a media type, or as the URI of what it states. */
  artifactType: string;
  config: Descriptor | undefined;
  layers: Descriptor[];
  /** Of an index, and of referrers. */
  manifests: Descriptor[];
  /** The manifest it refers to, for example the image that it signs. */
  subject: Descriptor | undefined;
}

const IMAGE_CONFIGS: readonly string[] = [MEDIA_TYPE.ociConfig, MEDIA_TYPE.dockerConfig];

/** Layers that only a signature, an attestation or a bill of materials has, even where the config is an image's. */
const ARTIFACT_LAYER = /cosign|in-toto|spdx|cyclonedx|dsse/;

export function readManifest(text: string): Manifest {
  const parsed = parse(text);
  if (!parsed) {
    const nothing = { mediaType: "", artifactType: "", config: undefined, subject: undefined };
    return { kind: "unreadable", ...nothing, layers: [], manifests: [] };
  }
  const { mediaType, artifactType, config, layers, manifests = [], subject, annotations } = parsed;
  const said =
    typeWithPredicate(artifactType, annotations) ||
    layers.find((layer) => ARTIFACT_LAYER.test(layer.mediaType))?.mediaType;
  const type = said ?? (config && !IMAGE_CONFIGS.includes(config.mediaType) ? config.mediaType : "");
  const rest = { mediaType, artifactType: type, config, layers, manifests, subject };
  if (parsed.schemaVersion === 1) return { kind: "schema1", ...rest };
  if (isIndexMediaType(mediaType) || parsed.manifests) {
    if (isListOf(manifests, isNoManifest)) return { kind: "artifact", ...rest, ...cacheOf(manifests) };
    return { kind: isListOf(manifests, isReferrer) ? "referrers" : "index", ...rest };
  }
  if (type !== "") return { kind: "artifact", ...rest };
  return { kind: config ? "image" : "unreadable", ...rest };
}

function isListOf(entries: readonly Descriptor[], belongs: (entry: Descriptor) => boolean): boolean {
  return entries.length > 0 && entries.every(belongs);
}

/** BuildKit keeps its cache in an index: the layers, and last a config. */
const isNoManifest = ({ mediaType }: Descriptor) => mediaType !== "" && !MANIFEST_TYPES.includes(mediaType);

function cacheOf(entries: Descriptor[]): Pick<Manifest, "artifactType" | "config" | "layers" | "manifests"> {
  const config = entries.find(({ mediaType }) => artifactName(mediaType) === "cache");
  return {
    artifactType: config?.mediaType ?? entries[0]?.mediaType ?? "",
    config,
    layers: entries.filter((entry) => entry !== config),
    manifests: [],
  };
}

/** Clients keep such an index under the tag of the digest (`sha256-…`) where a registry cannot list referrers by itself. */
const isReferrer = ({ artifactType, platform }: Descriptor) => artifactType !== "" && !platform;

function parse(text: string): z.infer<typeof manifestSchema> | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What an artifact is, as far as its type is known. */
export type ArtifactName = "helm" | "signature" | "attestation" | "sbom" | "cache" | "wasm" | "other";

const ARTIFACT_NAMES: readonly (readonly [RegExp, ArtifactName])[] = [
  [/helm/, "helm"],
  [/spdx|cyclonedx|sbom/, "sbom"],
  [/in-toto|attestation|dsse|slsa/, "attestation"],
  [/cosign|notary|signature|simplesigning|sigstore/, "signature"],
  [/buildkit\.cacheconfig/, "cache"],
  [/wasm/, "wasm"],
  // Any other statement (in-toto predicate).
  [/^https?:/, "attestation"],
];

export function artifactName(mediaType: string): ArtifactName {
  return ARTIFACT_NAMES.find(([pattern]) => pattern.test(mediaType))?.[1] ?? "other";
}

interface Platform {
  os: string;
  architecture: string;
  variant: string;
}

/** `linux/arm64/v8`; empty where nothing is known. */
export function platformName({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter((part) => part !== "").join("/");
}

/** What an entry of referrers is. */
export function referrerType({ artifactType, annotations }: Descriptor): string {
  return typeWithPredicate(artifactType, annotations);
}

/** What BuildKit puts beside the images of an index: no platform of its own. */
export function isAttestation(entry: Descriptor): boolean {
  return entry.annotations["vnd.docker.reference.type"] === "attestation-manifest";
}

/** The platforms of an index with the manifest of each, in its order. */
export function platformsOf(manifest: Manifest): { name: string; entry: Descriptor }[] {
  return manifest.manifests
    .filter((entry) => !isAttestation(entry))
    .map((entry) => ({ name: (entry.platform && platformName(entry.platform)) || entry.digest, entry }));
}
