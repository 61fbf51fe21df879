/** Sends one blob in chunks, from wherever an earlier attempt left it. */

import type { UploadSource } from "../archive/archive-file.ts";
import type { BlobPush } from "./push-plan.ts";
import type { RegistryClient } from "./registry-client.ts";
import { isTransient, MAX_FAILURES, type Wait, waitBefore } from "./retry.ts";

/** Measured: 1 MB chunks reach a third of the speed, whole layers gain no more than a tenth. */
const CHUNK_BYTES = 32 * 1024 * 1024;
/** Of an archive that is unpacked in memory, where several of them stand. */
const FORWARD_CHUNK_BYTES = 8 * 1024 * 1024;

export interface PushContext {
  client: RegistryClient;
  source: UploadSource;
  wait: Wait;
  /** Repositories that were seen to have a blob, by its digest: there it need not be sent, it is mounted. */
  held: Map<string, string>;
  /** Called whenever the plan's state changed. */
  onChange: () => void;
}

/**
 * `mountFrom`: a repository of the registry that has the blob already. Throws RegistryFailure, ArchiveError
 * `file_changed`, or the signal's reason.
 */
export async function pushBlob(
  context: PushContext,
  repository: string,
  push: BlobPush,
  mountFrom: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { blob } = push;
  for (let failures = 0; ; ) {
    const before = push.received;
    try {
      push.state = await findOrStart(context.client, repository, push, mountFrom, signal);
      if (push.state === "sending") await sendRest(context, push, signal);
      advance(context, push, push.state === "known" ? 0 : blob.size);
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!isTransient(error)) throw error;
      // A file that was changed meanwhile fails in the browser exactly as a cut connection does.
      await context.source.check();
      failures = push.received > before ? 1 : failures + 1;
      if (failures > MAX_FAILURES) throw error;
      await context.wait(waitBefore(error, failures), signal);
    }
  }
}

/** `known` or `done` where the registry turns out to have the blob; otherwise there is a location to go on at. */
async function findOrStart(
  client: RegistryClient,
  repository: string,
  push: BlobPush,
  mountFrom: string | undefined,
  signal: AbortSignal,
): Promise<"known" | "done" | "sending"> {
  const { digest, size } = push.blob;
  if (push.location !== undefined) {
    const standing = await client.standing(push.location, signal);
    push.received = standing?.received ?? 0;
    push.location = standing?.location;
    if (standing && push.received > 0 && push.received <= size) return "sending";
    if (standing) await client.cancelUpload(standing.location);
    push.location = undefined;
    push.received = 0;
    // It may have ended well, and only the answer got lost.
    if (!standing && (await client.hasBlob(repository, digest, signal))) return "done";
  }
  push.location = await client.startUpload(repository, digest, mountFrom);
  signal.throwIfAborted();
  return push.location === undefined ? "known" : "sending";
}

async function sendRest(context: PushContext, push: BlobPush, signal: AbortSignal): Promise<void> {
  const { client, source } = context;
  const { blob } = push;
  const longest = source.forwardOnly ? FORWARD_CHUNK_BYTES : CHUNK_BYTES;
  const lengthAt = (offset: number) => Math.min(longest, blob.size - offset);
  /** Read while the chunk before it is being sent; a failure counts once it is that chunk's turn. */
  const read = (offset: number) => {
    const body = source.body(blob.offset + offset, lengthAt(offset));
    body.catch(() => undefined);
    return body;
  };

  let location = push.location ?? "";
  let next = read(push.received);
  advance(context, push, push.received);
  while (push.received < blob.size) {
    const offset = push.received;
    const length = lengthAt(offset);
    const body = await next;
    if (offset + length < blob.size) next = read(offset + length);
    location = await client.sendChunk(location, { offset, length, body }, signal, (bytes) =>
      advance(context, push, offset + Math.min(bytes, length)),
    );
    push.location = location;
    push.received = offset + length;
    advance(context, push, push.received);
  }
  await client.finishUpload(location, blob.digest, signal);
  push.state = "done";
  push.location = undefined;
}

function advance({ onChange }: PushContext, push: BlobPush, sent: number): void {
  push.sent = sent;
  onChange();
}
