/**
 * One change of a repository, or of a blob, at a time, within this process: the one process that serves the folder.
 * `key` is the repository's name or the blob's digest. Whoever needs both takes the repository first.
 */
import type { Storage } from "./storage.ts";

const queues = new WeakMap<Storage, Map<string, Promise<unknown>>>();

export async function serialized<Result>(
  storage: Storage,
  key: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const tails = queues.get(storage) ?? new Map<string, Promise<unknown>>();
  queues.set(storage, tails);
  const result = (tails.get(key) ?? Promise.resolve()).then(work);
  const tail = result.catch(() => undefined);
  tails.set(key, tail);
  try {
    return await result;
  } finally {
    if (tails.get(key) === tail) tails.delete(key);
  }
}
