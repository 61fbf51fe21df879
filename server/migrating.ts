/** Answers requests while the tables are migrated, which may take minutes. */
import { Hono } from "hono";
import { requestId } from "hono/request-id";
import type { MigrationStep } from "./db/migrate.ts";

import { alive, LIVE_PATH, READY_PATH } from "./health.ts";
import type { App, AppEnv, AppMiddleware } from "./http-env.ts";
import { upgrading } from "./http-errors.ts";
import { requestLog, securityHeaders } from "./http-middleware.ts";
import type { Logger } from "./ports/logger.ts";

/** `pages` serves the console, which says in the person's language why it cannot show anything yet. */
export function createMigratingApp(log: Logger, running: () => MigrationStep, pages?: AppMiddleware): App {
  const app = new Hono<AppEnv>();
  app.use(requestId({ limitLength: 64 }), securityHeaders, requestLog({ log }), retryAfter);
  app.get(LIVE_PATH, alive);
  app.get(READY_PATH, (c) => c.json({ status: "migrating", ...running() }, 503));
  if (pages) app.use(pages);
  app.notFound(upgrading);
  return app;
}

const retryAfter: AppMiddleware = async (c, next) => {
  await next();
  if (c.res.status === 503) c.header("Retry-After", "5");
};
