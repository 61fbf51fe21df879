/** Pushes what a plan says: asks what the registry has, sends the rest, and the manifests last. */
import { RegistryFailure } from "../../../../core/registry-client/client.ts";
import { runPool } from "../../../../core/registry-client/pool.ts";
import { type BlobSource, type Pushing, pushBlob } from "../../../../core/registry-client/push-blob.ts";
import { isTransient, withRetry } from "../../../../core/registry-client/retry.ts";
import type { UploadSource } from "../archive/archive-file.ts";
import type { ArchiveBlob } from "../archive/archive-image.ts";
import { ArchiveError } from "../archive/problem.ts";
import { PushError, type PushProblem } from "./problem.ts";
import type { ArchiveBlobPush, PushPlan, RepositoryPush } from "./push-plan.ts";

/** Measured: 1 MB chunks reach a third of the speed, whole layers gain no more than a tenth. */
const CHUNK_BYTES = 32 * 1024 * 1024;
/** Of an archive that is unpacked in memory, where several of them stand. */
const FORWARD_CHUNK_BYTES = 8 * 1024 * 1024;

export interface PushContext extends Pushing<Blob> {
  source: UploadSource;
  /** Repositories that were seen to have a blob, by its digest: there it need not be sent, it is mounted. */
  held: Map<string, string>;
}

/** Measured: two layers at once reach the whole speed of the connection, three bridge the pauses between them. */
const LAYERS_AT_ONCE = 3;
const CHECKS_AT_ONCE = 6;

/**
 * Pushing a plan again goes on where it stood. Throws PushError, ArchiveError `file_changed` or `layer_order`, or the signal's reason.
 */
export async function pushArchive(context: PushContext, plan: PushPlan, signal: AbortSignal): Promise<void> {
  for (const repository of plan) {
    try {
      await pushRepository(context, repository, signal);
    } catch (error) {
      throw error instanceof RegistryFailure ? new PushError(explain(error)) : error;
    }
    for (const { blob } of repository.blobs) context.held.set(blob.digest, repository.name);
  }
}

async function pushRepository(
  context: PushContext,
  { name, blobs, manifests }: RepositoryPush,
  signal: AbortSignal,
): Promise<void> {
  const { client, source, held, onChange } = context;
  const unasked = blobs.filter(({ state }) => state === "waiting");
  await runPool(unasked, CHECKS_AT_ONCE, signal, async (push, poolSignal) => {
    const check = () => client.hasBlob(name, push.blob.digest, poolSignal);
    if (await withRetry(check, context.wait, poolSignal)) push.state = "known";
    onChange();
  });

  const missing = blobs.filter(({ state }) => state === "waiting" || state === "sending");
  // An archive that can only be read forwards is sent in its own order.
  if (source.forwardOnly) missing.sort((a, b) => a.blob.offset - b.blob.offset);
  await runPool(missing, source.forwardOnly ? 1 : LAYERS_AT_ONCE, signal, async (push, poolSignal) => {
    try {
      const from = held.get(push.blob.digest);
      await pushBlob(context, name, push, sourceOf(source, push.blob), from, poolSignal);
    } catch (error) {
      throw error instanceof RegistryFailure ? await explainBlob(context, push, error, blobs) : error;
    }
  });

  for (const { reference, manifest } of manifests) {
    try {
      await withRetry(() => client.putManifest(name, reference, manifest, signal), context.wait, signal);
    } catch (error) {
      // A blob it had went away in between: ask for all of them again next time.
      if (error instanceof RegistryFailure && error.code === "MANIFEST_BLOB_UNKNOWN") forget(blobs);
      throw error;
    }
  }
}

function sourceOf(source: UploadSource, blob: ArchiveBlob): BlobSource<Blob> {
  return {
    chunk: source.forwardOnly ? FORWARD_CHUNK_BYTES : CHUNK_BYTES,
    read: (offset, length) => source.body(blob.offset + offset, length),
    check: () => source.check(),
  };
}

function forget(blobs: readonly ArchiveBlobPush[]): void {
  for (const push of blobs) {
    push.state = "waiting";
    push.sent = 0;
    push.received = 0;
  }
}

/** Throws ArchiveError `file_changed`. `all`: of the same repository. */
async function explainBlob(
  { source }: PushContext,
  { blob, layer }: ArchiveBlobPush,
  failure: RegistryFailure,
  all: readonly ArchiveBlobPush[],
): Promise<Error> {
  if (layer === undefined) return failure;
  if (failure.code === "DIGEST_INVALID") {
    await source.check();
    if (all.some((other) => other.blob.digest === failure.actualDigest))
      return new ArchiveError({ code: "layer_order" });
    return new PushError({ code: "layer_damaged", layer, digest: blob.digest });
  }
  return failure.status === 413
    ? new PushError({ code: "layer_too_large", layer, digest: blob.digest })
    : failure;
}

function explain(failure: RegistryFailure): PushProblem {
  const { status, code, message } = failure;
  if (status === 0) return { code: "network" };
  if (status === 401) return { code: "signed_out" };
  if (status === 507) return { code: "storage_full" };
  // There is no code for it: this service, Harbor and others answer DENIED and say so in the text.
  if (/quota .*(used up|exceeded)|exceed.* (quota|upper limit)/i.test(message))
    return { code: "quota_used_up" };
  if (status === 403) return { code: "forbidden" };
  if (code === "NAME_UNKNOWN") return { code: "no_organization" };
  if (isTransient(failure) || status >= 500) return { code: "server_failed" };
  return { code: "refused", status, message };
}

/** Gives up what was started and not finished, as far as the registry can be reached. */
export async function cancelUploads({ client, wait }: PushContext, plan: PushPlan): Promise<void> {
  const open = plan.flatMap(({ blobs }) => blobs).filter(({ location }) => location !== undefined);
  await Promise.allSettled(
    open.map(async (push) => {
      const location = push.location ?? "";
      push.location = undefined;
      // The request that was just aborted may still occupy the upload.
      await withRetry(() => client.cancelUpload(location), wait);
    }),
  );
}
