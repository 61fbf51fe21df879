/** The console's files as Vite built them: real files, and `index.html` for every page of the console. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { AppEnv, AppMiddleware } from "../http-env.ts";

/** Paths of the API: what does not exist there is an error, not a page. */
const API_PATH = /^\/(api|v2|v3|dockyard|swr|healthz|livez|readyz|metrics)(\/|$)/;
/** Vite puts a hash of the content into these names. */
const HASHED_PATH = /^\/assets\//;

/** Undefined where the console has not been built. */
export function consolePages(folder: string): AppMiddleware | undefined {
  if (!existsSync(join(folder, "index.html"))) return undefined;
  const file = serveStatic<AppEnv>({ root: folder, precompressed: true });
  const page = serveStatic<AppEnv>({ path: join(folder, "index.html"), precompressed: true });
  return async (c, next) => {
    if (API_PATH.test(c.req.path)) return next();
    const isHashed = HASHED_PATH.test(c.req.path);
    const wantsPage = !isHashed && c.req.header("Accept")?.includes("text/html");
    const answer = (await file(c, nothing)) ?? (wantsPage ? await page(c, nothing) : undefined);
    if (!answer) return next();
    answer.headers.set("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    return answer;
  };
}

async function nothing(): Promise<void> {}
