/**
 * Works on the items in order, `limit` at a time. The first failure, or the signal, aborts the others; once all have
 * ended, its reason is thrown.
 */
export async function runPool<Item>(
  items: readonly Item[],
  limit: number,
  signal: AbortSignal,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const queue = items.values();
  const lane = async () => {
    try {
      for (const item of queue) {
        either.throwIfAborted();
        await work(item, either);
      }
    } catch (error) {
      failed.abort(error);
    }
  };
  await Promise.all(Array.from({ length: limit }, lane));
  either.throwIfAborted();
}
