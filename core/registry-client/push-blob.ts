/** Sends one blob in chunks, from wherever an earlier attempt left it. */
import type { RegistryClient } from "./client.ts";
import { isTransient, MAX_FAILURES, type Pause, waitBefore } from "./retry.ts";

export interface BlobPush {
  blob: { digest: string; size: number };
  /** `known`: the registry had it already. */
  state: "waiting" | "known" | "sending" | "done";
  /** Bytes of it that are out, as far as is known here. */
  sent: number;
  /** Bytes of it that the registry said it has. */
  received: number;
  /** Of an upload that was started and has not ended. */
  location: string | undefined;
}

export interface BlobSource<Body> {
  /** Bytes of a chunk. */
  chunk: number;
  /** Asked for while the chunk before it is being sent. */
  read(offset: number, length: number): Promise<Body | Uint8Array<ArrayBuffer>>;
  /** After a failure that may have been the source's own, which it then throws. */
  check?(): Promise<void>;
}

export interface Pushing<Body> {
  client: RegistryClient<Body>;
  wait: Pause;
  /** Called whenever the push's state changed. */
  onChange: () => void;
}

/**
 * `mountFrom`: a repository of the registry that has the blob already. Throws RegistryFailure, what the source's check
 * throws, or the signal's reason.
 */
export async function pushBlob<Body>(
  context: Pushing<Body>,
  repository: string,
  push: BlobPush,
  source: BlobSource<Body>,
  mountFrom: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { blob } = push;
  for (let failures = 0; ; ) {
    const before = push.received;
    try {
      push.state = await findOrStart(context.client, repository, push, mountFrom, signal);
      if (push.state === "sending") await sendRest(context, push, source, signal);
      advance(context, push, push.state === "known" ? 0 : blob.size);
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!isTransient(error)) throw error;
      // A file that was changed meanwhile fails in the browser exactly as a cut connection does.
      await source.check?.();
      failures = push.received > before ? 1 : failures + 1;
      if (failures > MAX_FAILURES) throw error;
      await context.wait(waitBefore(error, failures), signal, error);
    }
  }
}

/** `known` or `done` where the registry turns out to have the blob; otherwise there is a location to go on at. */
async function findOrStart<Body>(
  client: RegistryClient<Body>,
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

async function sendRest<Body>(
  context: Pushing<Body>,
  push: BlobPush,
  source: BlobSource<Body>,
  signal: AbortSignal,
): Promise<void> {
  const { client } = context;
  const { blob } = push;
  const lengthAt = (offset: number) => Math.min(source.chunk, blob.size - offset);
  /** Read while the chunk before it is being sent; a failure counts once it is that chunk's turn. */
  const read = (offset: number) => {
    const body = source.read(offset, lengthAt(offset));
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

function advance<Body>({ onChange }: Pushing<Body>, push: BlobPush, sent: number): void {
  push.sent = sent;
  onChange();
}
