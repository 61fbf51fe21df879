/** What watches the service asks: whether the process lives, whether it can answer, and whether all of it is well. */
import { type Handler, Hono } from "hono";
import type { App, AppEnv } from "./http-env.ts";

/** Restart the process where it does not answer. */
export const LIVE_PATH = "/livez";
/** Send no requests where it is not 200. */
export const READY_PATH = "/readyz";

/** More than one block of any file system. */
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
    // A disk that is full takes an empty file.
    await links.write("health", new Uint8Array(HEALTH_BYTES));
    return c.json({ status: "ok" });
  });
  return routes;
}
