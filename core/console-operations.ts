/** The console's own operations: what it needs of the service beyond SWR and IAM. No other client is promised them. */
import { clusterOperations } from "./console-operations/clusters.ts";
import { deliveryOperations } from "./console-operations/deliveries.ts";
import { firingOperations } from "./console-operations/firings.ts";
import { gettingStartedOperations } from "./console-operations/getting-started.ts";
import { imageMarkOperations } from "./console-operations/image-marks.ts";
import { permissionOperations } from "./console-operations/permissions.ts";
import { reachOperations } from "./console-operations/reach.ts";
import { regionOperations } from "./console-operations/regions.ts";
import { retentionConsoleOperations } from "./console-operations/retention.ts";
import { searchOperations } from "./console-operations/search.ts";
import { sessionOperations } from "./console-operations/session.ts";
import { shareLedgerOperations } from "./console-operations/shares.ts";
import { storageOperations } from "./console-operations/storage.ts";
import { syncConsoleOperations } from "./console-operations/sync.ts";
import { temporaryLoginOperations } from "./console-operations/temporary-logins.ts";
import { triggerConsoleOperations } from "./console-operations/triggers.ts";
import { untaggedOperations } from "./console-operations/untagged.ts";
import { userHoldingOperations } from "./console-operations/user-holdings.ts";
import { webhookOperations } from "./console-operations/webhooks.ts";

export const consoleOperations = {
  ...sessionOperations,
  ...searchOperations,
  ...gettingStartedOperations,
  ...shareLedgerOperations,
  ...permissionOperations,
  ...storageOperations,
  ...userHoldingOperations,
  ...temporaryLoginOperations,
  ...clusterOperations,
  ...firingOperations,
  ...triggerConsoleOperations,
  ...webhookOperations,
  ...deliveryOperations,
  ...retentionConsoleOperations,
  ...reachOperations,
  ...untaggedOperations,
  ...regionOperations,
  ...syncConsoleOperations,
  ...imageMarkOperations,
};
