/**
 * Registries without a list of referrers find signatures by a tag: an index named after their subject, kept by whoever
 * pushes one (OCI distribution specification 1.1, "Referrers Tag Schema").
 */
import { z } from "zod";
import { referrersTag } from "../../core/accessory-tags.ts";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import type { ManifestBytes, RegistryClient } from "../../core/registry-client/client.ts";
import type { StreamedBody } from "../ports/outbound.ts";

export interface Referrer extends ManifestBytes {
  digest: string;
  subject: string;
}

const indexSchema = z.looseObject({ manifests: z.array(z.looseObject({ digest: z.string() })) });
const artifactSchema = z.object({
  artifactType: z.string().optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  config: z.object({ mediaType: z.string() }).optional(),
});

/** If two are added at the same moment, one may be lost: the specification has no remedy. */
export async function addToReferrersTag(
  client: RegistryClient<StreamedBody>,
  repository: string,
  { digest, subject, mediaType, bytes }: Referrer,
  signal: AbortSignal,
): Promise<void> {
  const tag = referrersTag(subject);
  const there = await client.manifest(repository, tag, signal);
  const index = indexSchema.safeParse(there === undefined ? undefined : JSON.parse(there)).data ?? {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociIndex,
    manifests: [],
  };
  if (index.manifests.some((listed) => listed.digest === digest)) return;
  const { artifactType, annotations, config } = artifactSchema.parse(
    JSON.parse(new TextDecoder().decode(bytes)),
  );
  const descriptor = {
    mediaType,
    digest,
    size: bytes.byteLength,
    artifactType: artifactType ?? config?.mediaType,
    annotations,
  };
  const text = JSON.stringify({ ...index, manifests: [...index.manifests, descriptor] });
  const manifest = { mediaType: MEDIA_TYPE.ociIndex, bytes: new TextEncoder().encode(text) };
  await client.putManifest(repository, tag, manifest, signal);
}
