import { givingWay } from "../jobs/give-way.ts";
import type { JobKind } from "../jobs/kind.ts";
import { enqueue } from "../jobs/queue.ts";
import { inUnsyncedTransaction } from "../transaction.ts";
import { followLeft, HOLD_JOB } from "./holds.ts";

/** Transactions about one image, before others that wait have their turn. */
const TRANSACTIONS = 20;

/** Goes on with what a change of an image's holds left to be looked at (holds.ts). The key is the image's id. */
export const holdFollowing: JobKind = {
  name: HOLD_JOB,
  concurrency: 1,
  // As long as something is left, nothing of the image is removed.
  attempts: Number.POSITIVE_INFINITY,
  async run(context) {
    const { key } = context;
    const follow = () => inUnsyncedTransaction(context, (within) => followLeft(within, Number(key)));
    for (let count = 0; count < TRANSACTIONS; count++) {
      if (!(await givingWay(context, follow))) return undefined;
      context.signal.throwIfAborted();
    }
    await enqueue(context, { kind: HOLD_JOB, key });
    return undefined;
  },
};
