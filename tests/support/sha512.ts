/** Images whose digests are all made by sha512, pushed to `team/app`. */
import { createHash } from "node:crypto";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { type TestRegistry, testBytes } from "./registry.ts";

export const sha512Hex = (bytes: Uint8Array | string) => createHash("sha512").update(bytes).digest("hex");
export const sha512 = (bytes: Uint8Array | string) => `sha512:${sha512Hex(bytes)}`;

export const LAYER = testBytes(300_000, 3);

async function push(registry: TestRegistry, bytes: Uint8Array<ArrayBuffer>) {
  const digest = sha512(bytes);
  const path = `/v2/team/app/blobs/uploads/?digest=${digest}`;
  const { status, headers } = await registry.call("POST", path, { body: bytes });
  if (status !== 201 || headers.get("docker-content-digest") !== digest)
    throw new Error(`push of a blob by sha512: ${status}`);
  return { digest, size: bytes.length };
}

/** A config and a layer, pushed, and the manifest that names them, not pushed. */
export async function prepareBySha512(registry: TestRegistry, fields = {}, layer = LAYER) {
  const config = await push(registry, new TextEncoder().encode("{}"));
  const content = JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociManifest,
    config: { mediaType: MEDIA_TYPE.ociConfig, ...config },
    layers: [{ mediaType: MEDIA_TYPE.ociLayer, ...(await push(registry, layer)) }],
    ...fields,
  });
  return { content, digest: sha512(content), config };
}
