import { Hono } from "hono";
import type { App, AppEnv } from "../http-env.ts";
import { showGettingStarted } from "./service.ts";

export function gettingStartedRoutes(): App {
  const routes = new Hono<AppEnv>();
  routes.get("/", async (c) => c.json(await showGettingStarted(c.get("context"))));
  return routes;
}
