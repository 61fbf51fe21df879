import { isDigest } from "../../core/digest.ts";
import { mountBlob } from "../content/blobs.ts";
import {
  appendToUpload,
  cancelUpload,
  dropUpload,
  finishUpload,
  LAYER_MAX_BYTES,
  startUpload,
  type Upload,
  uploadSize,
} from "../content/uploads.ts";
import { RegistryError } from "../errors.ts";
import type { Repository } from "../manifests/repository.ts";
import { isAllowed } from "./access.ts";
import { bodyOf, type RegistryContext } from "./env.ts";
import { parseContentRange, uploadRange } from "./ranges.ts";
import { withUploadSlot } from "./upload-slots.ts";

/** POST: mounts a blob of another repository, takes a whole one (`?digest=`), or opens an upload. */
export async function start(c: RegistryContext, base: string, repository: Repository): Promise<Response> {
  const deps = c.get("deps");
  const { mount, from, digest } = c.req.query();
  if (mount && from && isDigest(mount) && (await isAllowed(c, from, "pull"))) {
    if (await mountBlob(deps, from, repository.name, mount)) {
      return created(c, base, repository.name, mount);
    }
  }
  if (digest !== undefined) checkDigest(digest);
  const upload = await startUpload(deps, repository.name);
  if (digest === undefined) return accepted(c, base, upload, 0, 202);
  try {
    await withUploadSlot(c, () => finishUpload(deps, upload, digest, bodyOf(c), checkChunk(c, base, upload)));
  } catch (error) {
    // Nobody knows of it to go on with it.
    await dropUpload(deps, upload);
    throw error;
  }
  return created(c, base, repository.name, digest);
}

/** GET: how far the upload got. */
export async function serveStatus(c: RegistryContext, base: string, upload: Upload): Promise<Response> {
  return accepted(c, base, upload, await uploadSize(c.get("deps"), upload), 204);
}

export async function patch(c: RegistryContext, base: string, upload: Upload): Promise<Response> {
  const check = checkChunk(c, base, upload);
  const size = await withUploadSlot(c, () => appendToUpload(c.get("deps"), upload, bodyOf(c), check));
  return accepted(c, base, upload, size, 202);
}

export async function finish(c: RegistryContext, base: string, upload: Upload): Promise<Response> {
  const digest = checkDigest(c.req.query("digest"));
  const check = checkChunk(c, base, upload);
  await withUploadSlot(c, () => finishUpload(c.get("deps"), upload, digest, bodyOf(c), check));
  return created(c, base, upload.repository, digest);
}

export async function cancel(c: RegistryContext, upload: Upload): Promise<Response> {
  await cancelUpload(c.get("deps"), upload);
  return c.body(null, 204);
}

function checkDigest(digest: string | undefined): string {
  if (digest !== undefined && isDigest(digest)) return digest;
  throw new RegistryError("DIGEST_INVALID", "the digest parameter must be sha256: and 64 hex digits");
}

/** Refuses, before a byte is read, a chunk that does not follow what is there, contradicts itself or is too much. */
function checkChunk(c: RegistryContext, base: string, upload: Upload): (size: number) => void {
  const header = c.req.header("content-range");
  const range = header === undefined ? undefined : parseContentRange(header);
  const length = c.req.header("content-length");
  return (size) => {
    const chunk = range ? range.end - range.start + 1 : undefined;
    const contradicts = chunk !== undefined && length !== undefined && chunk !== Number(length);
    if (header !== undefined && (range?.start !== size || contradicts)) {
      throw new RegistryError(
        "RANGE_INVALID",
        `the upload stands at ${size} bytes: send the chunk that follows`,
        {
          headers: position(base, upload, size),
        },
      );
    }
    if (size + (chunk ?? Number(length ?? 0)) > LAYER_MAX_BYTES) {
      throw new RegistryError("SIZE_INVALID", "a layer may have 10 GB at most");
    }
  };
}

function position(base: string, { repository, id }: Upload, size: number): Record<string, string> {
  return {
    location: `${base}/${repository}/blobs/uploads/${id}`,
    range: uploadRange(size),
    "docker-upload-uuid": id,
  };
}

function accepted(
  c: RegistryContext,
  base: string,
  upload: Upload,
  size: number,
  status: 202 | 204,
): Response {
  const length = status === 202 ? { "content-length": "0" } : undefined;
  return c.body(null, status, { ...position(base, upload, size), ...length });
}

function created(c: RegistryContext, base: string, repository: string, digest: string): Response {
  return c.body(null, 201, {
    location: `${base}/${repository}/blobs/${digest}`,
    "docker-content-digest": digest,
    "content-length": "0",
  });
}
