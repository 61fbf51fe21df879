/**
 * A gzip-compressed archive. There is no random access into one: reading forwards goes on where it stopped, reading
 * backwards starts over. Two passes are enough for an upload: one for the index, which keeps the windows it read, and
 * one for the layers, in the archive's own order.
 */
import type { UploadSource } from "./archive-file.ts";
import { checkUnchanged } from "./blob-file.ts";
import { ArchiveError } from "./problem.ts";

/** Windows of the index and whatever small is read: they hold the documents of most archives. */
const KEPT_READ = 64 * 1024;
const KEPT_TOTAL = 64 * 1024 * 1024;

interface Part {
  offset: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** `maxBytes` after decompression. The signal ends reading in the middle. */
export function gzipFile(blob: Blob, maxBytes: number | null, signal: AbortSignal): UploadSource {
  const kept: Part[] = [];
  let keptBytes = 0;
  /** What the last read answered. A chunk whose sending failed is asked for again. */
  let last: Part = { offset: 0, bytes: new Uint8Array() };
  let stream = inflate(blob);
  /** Of what the stream gave and nobody took yet. */
  let pending: Uint8Array = new Uint8Array();
  let position = 0;
  let size = Number.POSITIVE_INFINITY;
  let queue: Promise<unknown> = Promise.resolve();

  /** Up to `length` bytes at the position; none at the end. */
  async function take(length: number): Promise<Uint8Array> {
    signal.throwIfAborted();
    if (pending.length === 0) {
      const next = await stream.read().catch(explain);
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
      await stream.cancel().catch(() => undefined);
      stream = inflate(blob);
      pending = new Uint8Array();
      position = 0;
    }
    while (position < offset && position < size) await take(offset - position);
  }

  async function readNow(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const known = [last, ...kept].find((part) => covers(part, offset, length));
    if (known) return known.bytes.slice(offset - known.offset, offset - known.offset + length);

    const bytes = new Uint8Array(length);
    let filled = 0;
    // The last answer may hold the start, where it ends where the stream stands.
    if (offset >= last.offset && offset < position && last.offset + last.bytes.length === position) {
      bytes.set(last.bytes.subarray(offset - last.offset));
      filled = position - offset;
    } else {
      await moveTo(offset);
    }
    while (filled < length && position < size) {
      const part = await take(length - filled);
      bytes.set(part, filled);
      filled += part.length;
    }
    last = { offset, bytes: bytes.subarray(0, filled) };
    if (length <= KEPT_READ && keptBytes + filled <= KEPT_TOTAL) {
      kept.push(last);
      keptBytes += filled;
    }
    return last.bytes.slice();
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

function inflate(blob: Blob): ReadableStreamDefaultReader<Uint8Array> {
  return blob.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
}

function covers({ offset, bytes }: Part, from: number, length: number): boolean {
  return offset <= from && from + length <= offset + bytes.length;
}
