/** What a pushed manifest says, after the checks that need nothing but its own bytes. */
import { z } from "zod";
import { digestSchema } from "../../core/digest.ts";
import { isIndexMediaType, MEDIA_TYPE } from "../../core/media-types.ts";
import { readInput } from "../read-input.ts";

const MANIFEST_TYPES: readonly string[] = [
  MEDIA_TYPE.ociManifest,
  MEDIA_TYPE.dockerManifest,
  MEDIA_TYPE.ociIndex,
  MEDIA_TYPE.dockerManifestList,
];

/** Layers a registry need not hold: licences forbid it, clients get them by their URLs. */
const FOREIGN_LAYER = /\.foreign\.|\.nondistributable\./;

const descriptorSchema = z.object({
  mediaType: z.string(),
  digest: digestSchema,
  size: z.number().int().nonnegative(),
  urls: z.array(z.string()).optional(),
});

const commonFields = {
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  subject: descriptorSchema.optional(),
};

/** The fields of the other kind are refused: one digest must not mean two things (CVE-2021-41190). */
const manifestSchema = z.object({
  ...commonFields,
  config: descriptorSchema,
  layers: z.array(descriptorSchema),
  manifests: z.never().optional(),
});

const indexSchema = z.object({
  ...commonFields,
  manifests: z.array(descriptorSchema),
  config: z.never().optional(),
  layers: z.never().optional(),
});

export interface Reference {
  digest: string;
  /** Bytes. */
  size: number;
  isManifest: boolean;
  /** Need not be in the repository. */
  isForeign: boolean;
}

export interface ManifestContent {
  mediaType: string;
  /** The bytes as text; encoding it gives the same bytes again. */
  text: string;
  /** Undefined for an index. */
  configDigest: string | undefined;
  /** What the manifest is about, if it says so. */
  subjectDigest: string | undefined;
  /** Each digest once. */
  references: Reference[];
}

export interface InvalidManifest {
  /** For people. */
  problem: string;
}

class Invalid extends Error {}

const invalid = (why: string) => new Invalid(why);

export function readManifest(
  bytes: Uint8Array,
  contentType: string | undefined,
): ManifestContent | InvalidManifest {
  try {
    return readValid(bytes, contentType);
  } catch (error) {
    if (error instanceof Invalid) return { problem: error.message };
    throw error;
  }
}

function readValid(bytes: Uint8Array, contentType: string | undefined): ManifestContent {
  const text = decode(bytes);
  const json = parse(text);
  const mediaType = mediaTypeOf(json, contentType);
  if (isIndexMediaType(mediaType)) {
    const { manifests, subject } = readInput(indexSchema, json, invalid);
    return { mediaType, text, configDigest: undefined, ...rest(subject, manifests) };
  }
  const { config, layers, subject } = readInput(manifestSchema, json, invalid);
  return { mediaType, text, configDigest: config.digest, ...rest(subject, [config, ...layers]) };
}

type Descriptor = z.infer<typeof descriptorSchema>;

function rest(subject: Descriptor | undefined, descriptors: Descriptor[]) {
  const references = new Map<string, Reference>();
  for (const { digest, size, mediaType, urls } of descriptors) {
    const known = references.get(digest);
    if (known && known.size !== size) throw new Invalid(`two sizes for ${digest}`);
    const isForeign = FOREIGN_LAYER.test(mediaType) && urls !== undefined && urls.length > 0;
    // BuildKit lists the layers of its cache in an index.
    references.set(digest, { digest, size, isManifest: MANIFEST_TYPES.includes(mediaType), isForeign });
  }
  return { subjectDigest: subject?.digest, references: [...references.values()] };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Invalid("not UTF-8 text");
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new Invalid("not a JSON object");
  }
}

/** OCI lets a manifest leave its type to the Content-Type; where both are there, they agree. */
function mediaTypeOf(json: Record<string, unknown>, contentType: string | undefined): string {
  if (json.schemaVersion === 1) {
    throw new Invalid(
      "schema 1 is no longer accepted: push with docker 1.10 or newer, or convert with skopeo",
    );
  }
  const sent = contentType?.split(";", 1)[0]?.trim();
  const own = json.mediaType;
  if (own !== undefined && sent && own !== sent) throw new Invalid("mediaType and Content-Type differ");
  const mediaType = own ?? sent;
  if (typeof mediaType === "string" && MANIFEST_TYPES.includes(mediaType)) return mediaType;
  throw new Invalid("not a media type of an OCI or Docker (schema 2) manifest or index");
}
