/**
 * Locks by key: one change of a repository, or of a blob, at a time. `key` is the repository's name or the blob's
 * digest. Who needs both takes the repository first.
 */
export interface KeyedLocks {
  /** Runs the work once all that came before it under the key has ended. */
  withLock<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
}

export function createKeyedLocks(): KeyedLocks {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async withLock(key, work) {
      const result = (tails.get(key) ?? Promise.resolve()).then(work);
      const tail = result.catch(() => undefined);
      tails.set(key, tail);
      try {
        return await result;
      } finally {
        if (tails.get(key) === tail) tails.delete(key);
      }
    },
  };
}
