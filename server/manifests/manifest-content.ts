/** What a pushed manifest says, after the checks that need nothing but its own bytes. */
import { z } from "zod";
import { isDigest } from "../../core/digest.ts";
import { LAYER_MAX } from "../../core/limits.ts";
import { isIndexMediaType, MANIFEST_TYPES } from "../../core/media-types.ts";
import { readInput } from "../read-input.ts";
import { isNestedDeeper } from "./json-nesting.ts";

/**
 * Layers of a manifest or entries of an index: far above images (127 layers), indexes and artifacts of many files. A
 * push looks each one up.
 */
const REFERENCES_MAX = 2000;

/** Characters of a media type, whose two names have 127 each at most (RFC 6838). */
const MEDIA_TYPE_MAX = 255;

const URLS_MAX = 100;

/** Levels of JSON. The specification has six at most; what others add is kept as it was sent. */
const NESTING_MAX = 100;

/** Characters of all annotations of a manifest with a subject, as lists of referrers repeat them. */
const REFERRER_ANNOTATIONS_MAX = 256 * 1024;
const ANNOTATIONS_RULE = "must be text under names";

/** Layers a registry need not hold: licences forbid it, clients get them by their URLs. */
const FOREIGN_LAYER = /\.foreign\.|\.nondistributable\./;

/** Go writes an empty list or field as null: it is read as absent, and kept as it was sent. */
const field = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();

/** A list whose length is checked before its items. */
function listOf<Item extends z.ZodType>(item: Item, max: number) {
  const isShort = (value: unknown) => Array.isArray(value) && value.length <= max;
  return z.custom<z.input<Item>[]>(isShort, `must be a list of at most ${max}`).pipe(z.array(item));
}

const mediaTypeSchema = z.string("must be text").max(MEDIA_TYPE_MAX, "is too long for a media type");

const descriptorSchema = z.object(
  {
    mediaType: mediaTypeSchema,
    digest: z.custom<string>((value) => typeof value === "string" && isDigest(value), "must be a digest"),
    size: z
      .int("must be a number of bytes")
      .min(0, "must not be negative")
      .max(LAYER_MAX, "is more than 10 GB"),
    urls: field(listOf(z.string("must be text"), URLS_MAX)),
    annotations: field(z.custom<unknown>(isAnnotations, ANNOTATIONS_RULE)),
  },
  "must be a descriptor",
);

const commonFields = {
  schemaVersion: z.literal(2, "must be 2"),
  artifactType: field(mediaTypeSchema),
  subject: field(descriptorSchema),
  annotations: field(z.custom<Record<string, string>>(isAnnotations, ANNOTATIONS_RULE)),
};

/** The fields of the other kind are refused: one digest must not mean two things (CVE-2021-41190). */
const ofTheOtherKind = z.null("an image and an index at once").optional();

const manifestSchema = z.object({
  ...commonFields,
  config: descriptorSchema,
  layers: field(listOf(descriptorSchema, REFERENCES_MAX)),
  manifests: ofTheOtherKind,
});

const indexSchema = z.object({
  ...commonFields,
  manifests: field(listOf(descriptorSchema, REFERENCES_MAX)),
  config: ofTheOtherKind,
  layers: ofTheOtherKind,
});

export interface Reference {
  digest: string;
  /** Bytes. */
  size: number;
  isManifest: boolean;
  /** A layer that need not be in the repository. */
  isForeign: boolean;
}

export interface ManifestContent {
  mediaType: string;
  /** The bytes as text; encoding it gives the same bytes again. */
  text: string;
  /** Undefined for an index. */
  configDigest: string | undefined;
  /** Digest of its `subject`, if it has one. */
  subjectDigest: string | undefined;
  /** What kind of artifact it is: its own word, or else its config's media type. */
  artifactType: string | undefined;
  annotations: Record<string, string> | undefined;
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
    const { manifests, ...fields } = readInput(indexSchema, json, invalid);
    return { mediaType, text, ...common(fields, undefined), references: referencesTo(manifests ?? []) };
  }
  const { config, layers, ...fields } = readInput(manifestSchema, json, invalid);
  const references = referencesTo([config, ...(layers ?? [])]);
  return { mediaType, text, ...common(fields, config), references };
}

type Descriptor = z.infer<typeof descriptorSchema>;
type CommonFields = Pick<z.infer<typeof indexSchema>, "artifactType" | "subject" | "annotations">;

function common({ artifactType, subject, annotations }: CommonFields, config: Descriptor | undefined) {
  if (subject && annotations) checkReferrer(annotations);
  return {
    configDigest: config?.digest,
    subjectDigest: subject?.digest,
    artifactType: artifactType || config?.mediaType,
    annotations: annotations ?? undefined,
  };
}

function referencesTo(descriptors: Descriptor[]): Reference[] {
  const references = new Map<string, Reference>();
  for (const { digest, size, mediaType, urls } of descriptors) {
    const known = references.get(digest);
    if (known && known.size !== size) throw new Invalid(`two sizes for ${digest}`);
    // Named both ways, it is needed here.
    const isForeign = known?.isForeign !== false && FOREIGN_LAYER.test(mediaType) && (urls ?? []).length > 0;
    // BuildKit lists the layers of its cache in an index.
    references.set(digest, { digest, size, isManifest: MANIFEST_TYPES.includes(mediaType), isForeign });
  }
  return [...references.values()];
}

function isAnnotations(value: unknown): value is Record<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === "string");
}

function checkReferrer(annotations: Record<string, string>): void {
  const length = Object.entries(annotations).reduce(
    (sum, [name, text]) => sum + name.length + text.length,
    0,
  );
  if (length <= REFERRER_ANNOTATIONS_MAX) return;
  throw new Invalid("annotations: of what names a subject, they may have 256 KB at most");
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Invalid("not UTF-8 text");
  }
}

function parse(text: string): Record<string, unknown> {
  if (isNestedDeeper(text, NESTING_MAX)) throw new Invalid(`nested deeper than ${NESTING_MAX} levels`);
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null && !Array.isArray(json)) {
      return json as Record<string, unknown>;
    }
  } catch {
    // Refused below.
  }
  throw new Invalid("not a JSON object");
}

/** OCI lets a manifest leave its type to the Content-Type; if both are given, they must agree. */
function mediaTypeOf(json: Record<string, unknown>, contentType: string | undefined): string {
  if (json.schemaVersion === 1) {
    throw new Invalid(
      "schema 1 is no longer accepted: push with docker 1.10 or newer, or convert with skopeo",
    );
  }
  const sent = contentType?.split(";", 1)[0]?.trim();
  const own = json.mediaType ?? undefined;
  if (own !== undefined && sent && own !== sent) throw new Invalid("mediaType and Content-Type differ");
  const mediaType = own ?? sent;
  if (typeof mediaType === "string" && MANIFEST_TYPES.includes(mediaType)) return mediaType;
  throw new Invalid("not a media type of an OCI or Docker (schema 2) manifest or index");
}
