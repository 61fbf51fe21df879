/**
 * A gzip-compressed archive. There is no random access into one: reading forwards goes on where it stopped, reading
 * backwards starts over. Two passes are enough for an upload: one for the index, which keeps the windows it read, and
 * one for the layers, in the archive's own order.
 */
import type { UploadSource } from "./archive-file.ts";
import { checkUnchanged } from "./blob-file.ts";
import { gunzip } from "./gunzip.ts";
import { ArchiveError } from "./problem.ts";

/** Windows of the index and whatever small is read: they hold the documents of most archives. */
const KEPT_READ = 64 * 1024;
const KEPT_TOTAL = 64 * 1024 * 1024;

/** Chunks that can be asked for again after their sending failed: one on its way and one read ahead. */
const RECENT = 2;

interface Part {
  offset: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** `maxBytes` after decompression. The signal ends reading in the middle. */
export function gzipFile(blob: Blob, maxBytes: number | null, signal: AbortSignal): UploadSource {
  const kept: Part[] = [];
  let keptBytes = 0;
  let recent: Part[] = [];
  let stream = gunzip(blob);
  /** Of what the stream gave and nobody took yet. */
  let pending: Uint8Array = new Uint8Array();
  let position = 0;
  let size = Number.POSITIVE_INFINITY;
  let queue: Promise<unknown> = Promise.resolve();

  /** Up to `length` bytes at the position; none at the end. */
  async function take(length: number): Promise<Uint8Array> {
    signal.throwIfAborted();
    if (pending.length === 0) {
      const next = await stream.next().catch(explain);
      if (next.done) size = position;
      pending = next.value ?? new Uint8Array();
    }
    const taken = pending.subarray(0, length);
    pending = pending.subarray(length);
    position += taken.length;
    if (maxBytes !== null && position > maxBytes)
      throw new ArchiveError({ code: "too_large", max: maxBytes });
    return taken;
  }

  async function explain(): Promise<never> {
    await checkUnchanged(blob);
    throw new ArchiveError({ code: "compressed_damaged" });
  }

  async function moveTo(offset: number): Promise<void> {
    if (offset < position) {
      await stream.return(undefined);
      stream = gunzip(blob);
      pending = new Uint8Array();
      position = 0;
    }
    while (position < offset && position < size) await take(offset - position);
  }

  async function readNow(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const at = offset + filled;
      const known = [...recent, ...kept].find((part) => part.offset <= at && at < endOf(part));
      if (!known) await moveTo(at);
      const part = known
        ? known.bytes.subarray(at - known.offset, endOf(known))
        : await take(length - filled);
      if (part.length === 0 && position >= size) break;
      const fitting = part.subarray(0, length - filled);
      bytes.set(fitting, filled);
      filled += fitting.length;
    }
    const answer = { offset, bytes: bytes.subarray(0, filled) };
    if (length > KEPT_READ) recent = [...recent, answer].slice(-RECENT);
    else if (keptBytes + filled <= KEPT_TOTAL) {
      kept.push(answer);
      keptBytes += filled;
    }
    return answer.bytes;
  }

  function read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const result = queue.then(() => readNow(offset, length));
    queue = result.catch(() => undefined);
    return result;
  }

  return {
    get size() {
      return size;
    },
    forwardOnly: true,
    read,
    body: read,
    check: () => checkUnchanged(blob),
  };
}

function endOf({ offset, bytes }: Part): number {
  return offset + bytes.length;
}
