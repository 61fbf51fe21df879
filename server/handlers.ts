/** What this service carries. */
import { accessoryHandlers } from "./accessories/handlers.ts";
import { agencyHandlers } from "./agency/handlers.ts";
import { clusterHandlers } from "./clusters/handlers.ts";
import { gateHandlers } from "./gates/handlers.ts";
import { gettingStartedHandlers } from "./getting-started/handlers.ts";
import { grantHandlers } from "./grants/handlers.ts";
import { userHoldingHandlers } from "./iam/user-holdings.ts";
import { imageHandlers } from "./images/handlers.ts";
import { loginHandlers } from "./login/handlers.ts";
import { type Handlers, isCarried } from "./operations.ts";
import { organizationHandlers } from "./organizations/handlers.ts";
import { reachHandlers } from "./reach/handlers.ts";
import { regionHandlers } from "./regions/handlers.ts";
import { retentionHandlers } from "./retention/handlers.ts";
import { searchHandlers } from "./search/handlers.ts";
import { shareHandlers } from "./shares/handlers.ts";
import { statisticsHandlers } from "./statistics/handlers.ts";
import { syncHandlers } from "./sync/handlers.ts";
import { tagHandlers } from "./tags/handlers.ts";
import { triggerHandlers } from "./triggers/handlers.ts";
import { untaggedHandlers } from "./untagged/handlers.ts";
import { webhookHandlers } from "./webhooks/handlers.ts";

export const handlers: Handlers = {
  ...organizationHandlers,
  ...imageHandlers,
  ...grantHandlers,
  ...tagHandlers,
  ...accessoryHandlers,
  ...shareHandlers,
  ...loginHandlers,
  ...statisticsHandlers,
  ...agencyHandlers,
  ...gateHandlers((id) => isCarried(handlers, id)),
  ...retentionHandlers,
  ...triggerHandlers,
  ...clusterHandlers,
  ...regionHandlers,
  ...syncHandlers,
  ...webhookHandlers,
  ...untaggedHandlers,
  ...searchHandlers,
  ...reachHandlers,
  ...gettingStartedHandlers,
  ...userHoldingHandlers,
};
