/** Every operation of the management API with its handler. */
import { accessoryHandlers } from "./accessories/handlers.ts";
import { featureHandlers } from "./features/handlers.ts";
import { imageHandlers } from "./images/handlers.ts";
import { loginHandlers } from "./login/handlers.ts";
import type { Handlers } from "./manage.ts";
import { organizationHandlers } from "./organizations/handlers.ts";
import { statisticsHandlers } from "./statistics/handlers.ts";
import { tagHandlers } from "./tags/handlers.ts";

export const handlers: Handlers = {
  ...organizationHandlers,
  ...imageHandlers,
  ...tagHandlers,
  ...accessoryHandlers,
  ...loginHandlers,
  ...statisticsHandlers,
  ...featureHandlers,
};
