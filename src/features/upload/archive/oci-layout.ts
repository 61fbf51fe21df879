/**
 * The OCI image layout (OCI image specification 1.1, image-layout.md), also written by `docker save` since engine 25:
 * `index.json` lists manifests and indexes by digest, everything lies under `blobs/`, by algorithm. Manifests keep their own
 * bytes, so that digests survive the upload.
 */
import { z } from "zod";
import { isDigest } from "../../../../core/digest.ts";
import { isIndexMediaType, MEDIA_TYPE } from "../../../../core/media-types.ts";
import type { ArchiveBlob, ArchiveImage, ArchiveManifest } from "./archive-image.ts";
import { digestOf } from "./digest-of.ts";
import { type Documents, parseDocument } from "./documents.ts";
import { optionalList, optionalText } from "./go-json.ts";
import { checkLayerCount, checkLayerOrder, imageConfigSchema, platformOf } from "./image-config.ts";
import { ArchiveError } from "./problem.ts";
import { type ImageReference, parseReference, uniqueReferences } from "./reference.ts";

export const OCI_INDEX = "index.json";
const MAX_MANIFESTS = 1000;
/** An index in an index in an index is more than any tool writes. */
const MAX_DEPTH = 4;

const descriptorSchema = z.looseObject({
  mediaType: z.string(),
  digest: z.string(),
  size: z.number().int().nonnegative(),
  annotations: z.record(z.string(), z.string().nullable()).nullish(),
  platform: z
    .looseObject({
      os: z.string().nullish(),
      architecture: z.string().nullish(),
      variant: z.string().nullish(),
    })
    .nullish(),
});
type Descriptor = z.infer<typeof descriptorSchema>;

const indexSchema = z.looseObject({
  mediaType: z.string().nullish(),
  manifests: optionalList(descriptorSchema),
});

/**
 * `index.json` itself, which is not pushed: Docker 25 writes its list as null beside a good `manifest.json`, and
 * skopeo looks into what is listed without a type.
 */
const listSchema = z
  .looseObject({
    manifests: optionalList(
      descriptorSchema.extend({ mediaType: optionalText, size: descriptorSchema.shape.size.nullish() }),
    ),
  })
  .nullable()
  .transform((list) => list?.manifests ?? []);
type Listed = z.infer<typeof listSchema>[number];

const manifestSchema = z.looseObject({
  mediaType: z.string().nullish(),
  config: descriptorSchema,
  layers: optionalList(descriptorSchema),
});

/** An image and, for matching it with `manifest.json`, the digests of its configs. */
export interface OciImage extends ArchiveImage {
  configs: string[];
}

/** Throws ArchiveError. */
export async function readOciLayout(documents: Documents): Promise<OciImage[]> {
  const load = loader(documents);
  const manifests = parseDocument(OCI_INDEX, await documents.read(OCI_INDEX), listSchema);
  const names = new Map<string, ImageReference[]>();
  for (const descriptor of manifests) {
    names.set(descriptor.digest, [...(names.get(descriptor.digest) ?? []), ...nameOf(descriptor)]);
  }
  const unique = [...new Map(manifests.map((descriptor) => [descriptor.digest, descriptor])).values()];
  const images: OciImage[] = [];
  for (const descriptor of unique) {
    const loaded = await load(descriptor, 0);
    images.push({
      names: uniqueReferences(names.get(descriptor.digest) ?? []),
      blobs: [...loaded.blobs.values()],
      manifests: [...loaded.manifests.values()],
      platforms: loaded.platforms,
      missingPlatforms: loaded.missingPlatforms,
      configs: [...loaded.blobs.values()].filter((blob) => blob.kind === "config").map((blob) => blob.digest),
    });
  }
  return images;
}

/** containerd and docker write the full name beside the tag; other tools the tag, or a full name in its place. */
function nameOf({ annotations }: Listed): ImageReference[] {
  const full = annotations?.["io.containerd.image.name"];
  const name = full ?? annotations?.["org.opencontainers.image.ref.name"];
  if (!name) return [];
  return [full || /[/:]/.test(name) ? parseReference(name) : { image: "", tag: name }];
}

interface Loaded {
  blobs: Map<string, ArchiveBlob>;
  /** Children first. */
  manifests: Map<string, ArchiveManifest>;
  platforms: string[];
  missingPlatforms: string[];
}

type Load = (descriptor: Listed, depth: number) => Promise<Loaded>;

function loader(documents: Documents): Load {
  // Each digest is read once: indexes that list one another many times over cost no more than one that does not.
  const loaded = new Map<string, Loaded>();

  const load: Load = async (descriptor, depth) => {
    const known = loaded.get(descriptor.digest);
    if (known) return known;
    if (loaded.size === MAX_MANIFESTS || depth === MAX_DEPTH)
      throw new ArchiveError({ code: "too_many_manifests", max: MAX_MANIFESTS });
    const name = blobName(descriptor);
    const bytes = await documents.readVerified(name, descriptor.digest);
    const mediaType = descriptor.mediaType || mediaTypeOf(name, bytes);
    const manifest = { digest: descriptor.digest, mediaType, bytes };
    const result = isIndexMediaType(mediaType)
      ? await readIndex(name, manifest, (child) => load(child, depth + 1))
      : await readManifest(documents, name, manifest);
    loaded.set(descriptor.digest, result);
    return result;
  };
  return load;
}

/** What a document says it is, or by its shape must be. */
function mediaTypeOf(name: string, bytes: Uint8Array): string {
  const { mediaType, manifests } = parseDocument(name, bytes, indexSchema);
  return mediaType ?? (manifests.length > 0 ? MEDIA_TYPE.ociIndex : MEDIA_TYPE.ociManifest);
}

function blobName({ digest }: { digest: string }): string {
  if (!isDigest(digest)) throw new ArchiveError({ code: "digest_unsupported", digest });
  return `blobs/${digest.replace(":", "/")}`;
}

const MANIFEST_TYPES: readonly string[] = [MEDIA_TYPE.ociManifest, MEDIA_TYPE.dockerManifest];

async function readManifest(documents: Documents, name: string, manifest: ArchiveManifest): Promise<Loaded> {
  if (!MANIFEST_TYPES.includes(manifest.mediaType))
    throw new ArchiveError({ code: "media_type_unsupported", mediaType: manifest.mediaType });
  const content = parseDocument(name, manifest.bytes, manifestSchema);
  if ((content.mediaType ?? manifest.mediaType) !== manifest.mediaType)
    throw new ArchiveError({ code: "bad_document", entry: name });

  const layers = content.layers.map((layer) => locateBlob(documents, layer, "layer"));
  const config = locateBlob(documents, content.config, "config");
  const platform = await checkConfig(documents, content.config, content.layers);
  return {
    blobs: new Map([...layers, config].map((blob) => [blob.digest, blob])),
    manifests: new Map([[manifest.digest, manifest]]),
    platforms: platform === undefined ? [] : [platform],
    missingPlatforms: [],
  };
}

function locateBlob(documents: Documents, descriptor: Descriptor, kind: ArchiveBlob["kind"]): ArchiveBlob {
  const name = blobName(descriptor);
  const { offset, size } = documents.locate(name);
  if (size !== descriptor.size)
    throw new ArchiveError({ code: "size_mismatch", entry: name, expected: descriptor.size, actual: size });
  return { kind, digest: descriptor.digest, offset, size };
}

const CONFIG_TYPES: readonly string[] = [MEDIA_TYPE.ociConfig, MEDIA_TYPE.dockerConfig];

/** The image's platform; undefined where the config is an artifact's own, which nothing here can judge. */
async function checkConfig(
  documents: Documents,
  config: Descriptor,
  layers: readonly Descriptor[],
): Promise<string | undefined> {
  const name = blobName(config);
  const bytes = await documents.readVerified(name, config.digest);
  if (!CONFIG_TYPES.includes(config.mediaType)) return undefined;
  const parsed = parseDocument(name, bytes, imageConfigSchema);
  if (parsed.rootfs) {
    const { diff_ids: diffIds } = parsed.rootfs;
    checkLayerCount(layers.length, diffIds);
    checkLayerOrder(
      layers.map(({ digest }) => digest),
      diffIds,
    );
  }
  return platformOf(parsed);
}

/**
 * Engines save an index whole though they pulled only some of its platforms. Then, as `docker push` does, a single
 * platform goes without its index; several go under an index that lists just them.
 */
async function readIndex(
  name: string,
  manifest: ArchiveManifest,
  load: (child: Descriptor) => Promise<Loaded>,
): Promise<Loaded> {
  const content = parseDocument(name, manifest.bytes, indexSchema);
  const present: { descriptor: Descriptor; loaded: Loaded }[] = [];
  const missing: { descriptor: Descriptor; error: ArchiveError }[] = [];
  for (const descriptor of content.manifests) {
    try {
      present.push({ descriptor, loaded: await load(descriptor) });
    } catch (error) {
      if (!(error instanceof ArchiveError) || error.problem.code !== "missing_file") throw error;
      missing.push({ descriptor, error });
    }
  }
  const images = present.filter(({ descriptor }) => !isAttestation(descriptor));
  const [first] = missing;
  if (first && images.length === 0) throw first.error;

  const missingPlatforms = missing.flatMap(({ descriptor }) => platformOf(descriptor.platform ?? {}) ?? []);
  const [only] = images;
  if (first && only && images.length === 1) return { ...only.loaded, missingPlatforms };

  const own = first ? rebuild(content, manifest.mediaType, present) : manifest;
  const parts = present.map(({ loaded }) => loaded);
  return {
    blobs: new Map(parts.flatMap((part) => [...part.blobs])),
    manifests: new Map([...parts.flatMap((part) => [...part.manifests]), [own.digest, own]]),
    platforms: parts.flatMap((part) => part.platforms),
    missingPlatforms,
  };
}

/** BuildKit's provenance and SBOM, listed beside the image they are about. */
function isAttestation({ annotations }: Descriptor): boolean {
  return annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
}

function rebuild(
  content: z.infer<typeof indexSchema>,
  mediaType: string,
  present: readonly { descriptor: Descriptor }[],
): ArchiveManifest {
  const manifests = present.map(({ descriptor }) => descriptor);
  const bytes = new TextEncoder().encode(JSON.stringify({ ...content, manifests }));
  return { digest: digestOf(bytes), mediaType, bytes };
}
