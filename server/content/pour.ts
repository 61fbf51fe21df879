/** Bodies of uploads are large: they pass through in batches, and one batch is written while the next arrives. */

/** Bounds the memory of an upload, to two batches, and keeps the number of system calls low. */
const BATCH_BYTES = 1024 * 1024;

/** A chunk takes a hundred bytes and more beside its own, of which there may be one. */
const BATCH_CHUNKS = 1024;

export interface Pouring {
  /** Called with one batch at a time. */
  write: (chunks: Uint8Array[]) => Promise<void>;
  /** Called with everything that arrives. */
  onProgress?: () => void;
  /** Called where it breaks off, before what came is written. */
  onCut?: () => void;
  /** Ends it from outside, with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Hands the whole body on. Where it breaks off, what came before is written first, then the body's error is thrown.
 * What still arrives after a failed write is dropped: cancelling the body, or leaving it, would cut the connection
 * before the client has read the answer.
 */
export async function pour(
  body: ReadableStream<Uint8Array>,
  { write, onProgress, onCut, signal }: Pouring,
): Promise<void> {
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal?.addEventListener("abort", cancel);
  let batch: Uint8Array[] = [];
  let bytes = 0;
  let writing = Promise.resolve();

  const flush = async () => {
    await writing;
    writing = write(batch);
    // Awaited by the next flush; until then, a failure is not an unhandled one.
    writing.catch(() => undefined);
    batch = [];
    bytes = 0;
  };

  const all = async () => {
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        onProgress?.();
        batch.push(next.value);
        bytes += next.value.byteLength;
        if (bytes >= BATCH_BYTES || batch.length >= BATCH_CHUNKS) await flush();
      }
    } catch (error) {
      onCut?.();
      throw error;
    } finally {
      if (bytes > 0) await flush();
      await writing;
    }
  };

  try {
    await all();
  } catch (error) {
    void drop(reader);
    throw error;
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
  // A cancelled body ends like a complete one.
  signal?.throwIfAborted();
}

/** The HTTP server ends it, soon after the answer is out. */
async function drop(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // Cut off, as expected.
  }
}
