import {
  DIGEST_ALGORITHMS,
  DIGEST_FORM,
  type DigestAlgorithm,
  digestAlgorithm,
  isDigest,
} from "../../core/digest.ts";
import { mountBlob } from "../content/blobs.ts";
import {
  appendToUpload,
  type Chunk,
  cancelUpload,
  dropUpload,
  finishUpload,
  startUpload,
  uploadSize,
} from "../content/uploads.ts";
import { RegistryError } from "../errors.ts";
import type { Repository } from "../manifests/repository.ts";
import { roomLeft } from "../manifests/room.ts";
import { shareOf } from "../ports/upload-slots.ts";
import { mayMountFrom } from "./authorize.ts";
import { bodyOf, contextOf, type RegistryContext } from "./env.ts";
import { quotaUsedUp } from "./quota-error.ts";
import { parseContentRange } from "./ranges.ts";
import { type ImageUpload, uploadPosition, uploadRefused } from "./upload-errors.ts";

const RETRY_AFTER_S = 5;

/** POST: mounts a blob of another repository, takes a whole one (`?digest=`), or opens an upload. */
export async function start(
  c: RegistryContext,
  base: string,
  { name, organization }: Repository,
): Promise<Response> {
  const deps = c.get("deps");
  const { mount, from, digest, "digest-algorithm": algorithm } = c.req.query();
  if (mount && from && isDigest(mount) && (await mayMountFrom(c, from))) {
    const blob = { from, to: name, digest: mount, room: roomLeft(organization) };
    const outcome = await mountBlob(deps, blob);
    if (outcome === "mounted") return created(c, base, name, mount);
    if (outcome === "no room") throw quotaUsedUp(organization);
  }
  const willBe = digest === undefined ? checkAlgorithm(algorithm) : digestAlgorithm(checkDigest(digest));
  if (roomLeft(organization) === 0) throw quotaUsedUp(organization);
  const upload = { ...(await startUpload(deps, name, contextOf(c).caller.user.id, willBe)), organization };
  if (digest === undefined) return accepted(c, base, upload, 0, 202);
  try {
    return await finishAs(c, base, upload, digest);
  } catch (error) {
    // Nobody knows of it to go on with it.
    await dropUpload(deps, { id: upload.id, writer: "" });
    throw error;
  }
}

/** GET: how far the upload got. */
export async function serveStatus(c: RegistryContext, base: string, upload: ImageUpload): Promise<Response> {
  const size = await uploadSize(c.get("deps"), upload);
  if (size === undefined) throw uploadRefused({ outcome: "unknown upload" }, base, upload);
  return accepted(c, base, upload, size, 204);
}

export async function patch(c: RegistryContext, base: string, upload: ImageUpload): Promise<Response> {
  const result = await withUploadSlot(c, () => appendToUpload(c.get("deps"), upload, chunkOf(c, upload)));
  if (result.outcome !== "appended") throw uploadRefused(result, base, upload);
  return accepted(c, base, upload, result.size, 202);
}

export async function finish(c: RegistryContext, base: string, upload: ImageUpload): Promise<Response> {
  return finishAs(c, base, upload, checkDigest(c.req.query("digest")));
}

async function finishAs(
  c: RegistryContext,
  base: string,
  upload: ImageUpload,
  digest: string,
): Promise<Response> {
  const result = await withUploadSlot(c, () =>
    finishUpload(c.get("deps"), upload, digest, chunkOf(c, upload)),
  );
  if (result.outcome === "other digest") {
    throw new RegistryError("DIGEST_INVALID", "the content does not have the digest it was sent under", {
      detail: { expected: digest, actual: result.actual },
    });
  }
  if (result.outcome !== "stored") throw uploadRefused(result, base, upload);
  return created(c, base, upload.repository, digest);
}

export async function cancel(c: RegistryContext, base: string, upload: ImageUpload): Promise<Response> {
  const result = await cancelUpload(c.get("deps"), upload);
  if (result.outcome !== "cancelled") throw uploadRefused(result, base, upload);
  return c.body(null, 204);
}

/**
 * Holds the request until the account has a slot for this user, TOOMANYREQUESTS where that takes too long. A request
 * without a body, like most last ones, is free.
 */
async function withUploadSlot<Result extends object>(
  c: RegistryContext,
  work: () => Promise<Result>,
): Promise<Result> {
  const caller = c.get("caller");
  if (!caller || !sendsBody(c)) return work();
  const { config, state } = c.get("deps");
  const sender = { accountId: caller.account.id, userId: caller.user.id };
  const limits = { perAccount: config.uploadsPerAccount, waitMs: config.uploadWaitMs };
  const result = await state.uploadSlots.within(sender, limits, () => c.req.raw.signal, work);
  if (result) return result;
  const { perAccount } = limits;
  throw new RegistryError(
    "TOOMANYREQUESTS",
    `an account sends ${perAccount} layers at once, and one of its users ${shareOf(perAccount)}: try again later`,
    { headers: { "retry-after": String(RETRY_AFTER_S) } },
  );
}

function sendsBody(c: RegistryContext): boolean {
  const length = c.req.header("content-length");
  return length === undefined ? c.req.header("transfer-encoding") !== undefined : length !== "0";
}

/** `digest-algorithm` tells which digest an upload will end with, so that it is taken as the bytes come. */
function checkAlgorithm(wanted: string = DIGEST_ALGORITHMS[0]): DigestAlgorithm {
  const algorithm = DIGEST_ALGORITHMS.find((known) => known === wanted);
  if (algorithm) return algorithm;
  throw new RegistryError("DIGEST_INVALID", `digest-algorithm must be ${DIGEST_ALGORITHMS.join(" or ")}`);
}

function checkDigest(digest: string | undefined): string {
  if (digest !== undefined && isDigest(digest)) return digest;
  throw new RegistryError("DIGEST_INVALID", `the digest parameter must be ${DIGEST_FORM}`);
}

/** A Content-Range that cannot be read, or that another length contradicts, follows nothing. */
function chunkOf(c: RegistryContext, { organization }: ImageUpload): Chunk {
  const header = c.req.header("content-range");
  const range = header === undefined ? undefined : parseContentRange(header);
  const length = c.req.header("content-length");
  const chunk = range ? range.end - range.start + 1 : undefined;
  const contradicts = chunk !== undefined && length !== undefined && chunk !== Number(length);
  return {
    body: bodyOf(c),
    bytes: chunk ?? Number(length ?? 0),
    follows: (size) => header === undefined || (range?.start === size && !contradicts),
    room: roomLeft(organization),
  };
}

function accepted(
  c: RegistryContext,
  base: string,
  upload: ImageUpload,
  size: number,
  status: 202 | 204,
): Response {
  const length = status === 202 ? { "content-length": "0" } : undefined;
  return c.body(null, status, { ...uploadPosition(base, upload, size), ...length });
}

function created(c: RegistryContext, base: string, repository: string, digest: string): Response {
  return c.body(null, 201, {
    location: `${base}/${repository}/blobs/${digest}`,
    "docker-content-digest": digest,
    "content-length": "0",
  });
}
