import { Hono } from "hono";
import { z } from "zod";
import { SwrError } from "../errors.ts";
import type { App, AppEnv } from "../http-env.ts";
import { search } from "./service.ts";

const searchQuerySchema = z.object({ q: z.string().trim().min(1).max(300) });

export function searchRoutes(): App {
  const routes = new Hono<AppEnv>();
  routes.get("/", async (c) => {
    const query = searchQuerySchema.safeParse(c.req.query());
    if (!query.success) throw new SwrError("invalidQuery", "q: 1 to 300 characters");
    return c.json(await search(c.get("context"), query.data.q));
  });
  return routes;
}
