import { givingWay } from "../jobs/give-way.ts";
import type { JobKind } from "../jobs/kind.ts";
import { inUnsyncedTransaction } from "../transaction.ts";
import { followLeft, HOLD_JOB } from "./holds.ts";

/** Goes on with what a change of an image's holds left to be looked at (holds.ts). The key is the image's id. */
export const holdFollowing: JobKind = {
  name: HOLD_JOB,
  concurrency: 1,
  attempts: 10,
  async run(context) {
    const follow = () => inUnsyncedTransaction(context, (within) => followLeft(within, Number(context.key)));
    while (await givingWay(context, follow)) context.signal.throwIfAborted();
    return undefined;
  },
};
