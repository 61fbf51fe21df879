/**
 * What the service keeps in memory beside its tables and files. One process serves a data folder (node/data-folder.ts),
 * so memory will do; several processes would have to share locks, writers, slots and guesses.
 */

import { createGuessThrottle, type GuessThrottle } from "./guess-throttle.ts";
import { createKeyedLocks, type KeyedLocks } from "./keyed-locks.ts";
import { createPullCounts, type PullCounts } from "./pull-counts.ts";
import { createTraffic, type Traffic } from "./traffic.ts";
import { createUploadHashes, type UploadHashes } from "./upload-hashes.ts";
import { createUploadSlots, type UploadSlots } from "./upload-slots.ts";
import { createUploadWriters, type UploadWriters } from "./upload-writers.ts";

export interface ServiceState {
  locks: KeyedLocks;
  uploadWriters: UploadWriters;
  uploadSlots: UploadSlots;
  uploadHashes: UploadHashes;
  guessThrottle: GuessThrottle;
  pullCounts: PullCounts;
  traffic: Traffic;
}

export function createMemoryState(clock: () => Date): ServiceState {
  return {
    locks: createKeyedLocks(),
    uploadWriters: createUploadWriters(clock),
    uploadSlots: createUploadSlots(),
    uploadHashes: createUploadHashes(),
    guessThrottle: createGuessThrottle(clock),
    pullCounts: createPullCounts(),
    traffic: createTraffic(),
  };
}
