/** Sends one blob in chunks, from wherever an earlier attempt left it. */
import type { RegistryClient } from "./client.ts";
import { isTransient, MAX_FAILURES, type Pause, waitBefore } from "./retry.ts";

export interface BlobPush {
  blob: { digest: string; size: number };
  /** `known`: the registry had it already. */
  state: "waiting" | "known" | "sending" | "done";
  /** Bytes that have been sent, as far as is known here. */
  sent: number;
  /** Bytes that the registry has acknowledged. */
  received: number;
  /** Where an unfinished upload goes on. */
  location: string | undefined;
}

export interface BlobSource<Body> {
  /** Bytes of a chunk. */
  chunk: number;
  /** Asked for while the chunk before it is being sent. */
  read(offset: number, length: number): Promise<Body | Uint8Array<ArrayBuffer>>;
  /** Called after a failure that may be the source's own; it then throws that. */
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
      // In the browser a file that was changed meanwhile fails exactly like a cut connection.
      await source.check?.();
      failures = push.received > before ? 1 : failures + 1;
      if (failures > MAX_FAILURES) throw error;
      await context.wait(waitBefore(error, failures), signal, error);
    }
  }
}

/** Sets `known` or `done` if the registry turns out to have the blob; otherwise a location to go on at. */
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
    // The upload may have succeeded, and only the answer was lost.
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
