/**
 * What a manifest says (OCI image specification 1.1, Docker image manifest v2). Anybody may have pushed it, and a
 * console has to show what is there: what has another form than the standard's is left out, never an error.
 */
import { z } from "zod";
import { isIndexMediaType, MEDIA_TYPE } from "../../../core/media-types.ts";

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
});

export type Descriptor = z.infer<typeof descriptorSchema>;

export interface Manifest {
  /** `unreadable` is no JSON, or JSON of another form. */
  kind: "image" | "index" | "artifact" | "schema1" | "unreadable";
  mediaType: string;
  /** Of an artifact: what it is, as a media type. */
  artifactType: string;
  config: Descriptor | undefined;
  layers: Descriptor[];
  /** Of an index. */
  manifests: Descriptor[];
  /** What it is about, e.g. the image that it signs. */
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
  const { mediaType, artifactType, config, layers, manifests, subject } = parsed;
  const said = artifactType || layers.find((layer) => ARTIFACT_LAYER.test(layer.mediaType))?.mediaType;
  const type = said ?? (config && !IMAGE_CONFIGS.includes(config.mediaType) ? config.mediaType : "");
  const rest = { mediaType, artifactType: type, config, layers, manifests: manifests ?? [], subject };
  if (parsed.schemaVersion === 1) return { kind: "schema1", ...rest };
  if (isIndexMediaType(mediaType) || manifests) return { kind: "index", ...rest };
  if (type !== "") return { kind: "artifact", ...rest };
  return { kind: config ? "image" : "unreadable", ...rest };
}

function parse(text: string): z.infer<typeof manifestSchema> | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What an artifact is, as far as its media type is known. */
export type ArtifactName = "helm" | "signature" | "attestation" | "sbom" | "wasm" | "other";

const ARTIFACT_NAMES: readonly (readonly [RegExp, ArtifactName])[] = [
  [/helm/, "helm"],
  [/spdx|cyclonedx|sbom/, "sbom"],
  [/in-toto|attestation|dsse/, "attestation"],
  [/cosign|notary|signature|simplesigning|sigstore/, "signature"],
  [/wasm/, "wasm"],
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
