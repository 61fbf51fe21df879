/** Health checks: whether the process lives, whether it can answer, and whether disk and database are well. */
import { type Handler, Hono } from "hono";
import type { App, AppEnv } from "./http-env.ts";

/** Without an answer here, restart the process. */
export const LIVE_PATH = "/livez";
/** Send no requests unless this answers 200. */
export const READY_PATH = "/readyz";

/** More than one block of any file system, so that a full disk refuses it. */
const HEALTH_BYTES = 64 * 1024;

export const alive: Handler<AppEnv> = (c) => c.json({ status: "ok" });

export function healthRoutes(): App {
  const routes = new Hono<AppEnv>();
  routes.get(LIVE_PATH, alive);
  routes.get(READY_PATH, async (c) => {
    await c.get("deps").db.selectFrom("accounts").select("id").limit(1).execute();
    return c.json({ status: "ok" });
  });
  routes.get("/healthz", async (c) => {
    const { db, links } = c.get("deps");
    await db.selectFrom("accounts").select("id").limit(1).execute();
    // A full disk still takes an empty file.
    await links.write("health", new Uint8Array(HEALTH_BYTES));
    return c.json({ status: "ok" });
  });
  return routes;
}
