/** Everything the service does by itself. */
import {
  folderReading,
  garbageCollection,
  inventory,
  linkFollowing,
  staleUploadRemoval,
} from "./content/housekeeping.ts";
import { syncRun } from "./copies/run.ts";
import { webhookHousekeeping } from "./deliveries/housekeeping.ts";
import { deliveryRun } from "./deliveries/run.ts";
import { firingRun } from "./firings/run.ts";
import { forgetExpired } from "./identity/forget-expired.ts";
import type { JobKind } from "./jobs/kind.ts";
import { holdFollowing } from "./manifests/follow-holds.ts";
import { retentionLogRemoval } from "./retention/prune.ts";
import { retentionRun, retentionSweep } from "./retention/run.ts";
import { syncRecordRemoval } from "./sync-records/prune.ts";
import { untaggedRemoval } from "./untagged/run.ts";

export const jobKinds: readonly JobKind[] = [
  linkFollowing,
  folderReading,
  staleUploadRemoval,
  garbageCollection,
  inventory,
  forgetExpired,
  retentionSweep,
  retentionRun,
  retentionLogRemoval,
  firingRun,
  syncRun,
  syncRecordRemoval,
  deliveryRun,
  webhookHousekeeping,
  holdFollowing,
  untaggedRemoval,
];
