/** One request at a time writes an upload: two at once would interleave their bytes. */
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import type { Storage } from "./storage.ts";

/**
 * After so long without a byte, the next request takes an upload over. A client whose network went away resumes at
 * once, while its old connection looks alive here for minutes.
 */
const STALLED_MS = 10_000;

export interface Writer {
  /** When something of its body last arrived, in milliseconds. */
  movedAt: number;
  /** Ends its body. */
  abort: AbortController;
  ended: Promise<void>;
}

const writersBy = new WeakMap<Storage, Map<string, Writer>>();

/** BLOB_UPLOAD_INVALID while another request is at work on the upload and not stalled. */
export async function exclusively<Result>(
  { storage, clock }: Deps,
  uploadId: string,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  const writers = writersBy.get(storage) ?? new Map<string, Writer>();
  writersBy.set(storage, writers);
  const now = clock().getTime();
  for (let other = writers.get(uploadId); other; other = writers.get(uploadId)) {
    const error = new RegistryError("BLOB_UPLOAD_INVALID", "another request is writing this upload");
    if (now - other.movedAt < STALLED_MS) throw error;
    other.abort.abort(error);
    await other.ended;
  }
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const writer = { movedAt: now, abort: new AbortController(), ended };
  writers.set(uploadId, writer);
  try {
    return await work(writer);
  } finally {
    writers.delete(uploadId);
    end();
  }
}
