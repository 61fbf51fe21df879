/** Does the same to many items, some at a time, and reports the outcome of each. */

export type ItemState =
  | { state: "waiting" }
  | { state: "running" }
  | { state: "done" }
  | { state: "unchanged"; why: string }
  | { state: "failed"; error: unknown };

/** Thrown for an item that failed for a reason to show; its message is in the person's language. */
export class ItemFailure extends Error {}

/** Thrown for an item that there is nothing to do with; its message says why, in the person's language. */
export class NothingToDo extends Error {}

interface BatchOptions<Item> {
  /** Acts on one item. An error it throws is that item's own, and stops no other. */
  act: (item: Item) => Promise<void>;
  onState: (item: Item, state: ItemState) => void;
  /** Once aborted no further item is begun; those under way are seen to their end. */
  signal: AbortSignal;
}

/**
 * Enough to keep the service busy, which writes one after another anyway, and few enough to leave it time for others.
 */
const AT_A_TIME = 4;

export async function runBatch<Item>(items: readonly Item[], options: BatchOptions<Item>): Promise<void> {
  const { act, onState, signal } = options;
  const queue = [...items];

  async function work(): Promise<void> {
    while (!signal.aborted && queue.length > 0) {
      const item = queue.shift() as Item;
      onState(item, { state: "running" });
      try {
        await act(item);
        onState(item, { state: "done" });
      } catch (error) {
        const isUnchanged = error instanceof NothingToDo;
        onState(item, isUnchanged ? { state: "unchanged", why: error.message } : { state: "failed", error });
      }
    }
  }

  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}
