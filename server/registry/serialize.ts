/** One change of a repository at a time, within this process: the one process that serves the folder. */
import type { Storage } from "./storage.ts";

const queues = new WeakMap<Storage, Map<string, Promise<unknown>>>();

export async function serialized<Result>(
  storage: Storage,
  repository: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const tails = queues.get(storage) ?? new Map<string, Promise<unknown>>();
  queues.set(storage, tails);
  const result = (tails.get(repository) ?? Promise.resolve()).then(work);
  const tail = result.catch(() => undefined);
  tails.set(repository, tail);
  try {
    return await result;
  } finally {
    if (tails.get(repository) === tail) tails.delete(repository);
  }
}
