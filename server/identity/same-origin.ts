/**
 * Writes below `/api` must come from the console's own pages. Browsers say so with `Sec-Fetch-Site`, but only on
 * HTTPS and localhost; elsewhere `Origin` decides. Only hosts are compared: behind a proxy that ends TLS, the scheme
 * the service sees is not the page's. No token is handed around, so nothing can be out of date.
 */
import { SwrError } from "../errors.ts";
import type { AppMiddleware } from "../http-env.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

export const sameOrigin: AppMiddleware = async (c, next) => {
  if (!READS.has(c.req.method) && !cameFromOwnPage(c.req.raw.headers, c.get("request").host)) {
    throw new SwrError("crossSiteRequest");
  }
  await next();
};

export function cameFromOwnPage(headers: Headers, host: string): boolean {
  const site = headers.get("Sec-Fetch-Site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("Origin") ?? "";
  return URL.canParse(origin) && new URL(origin).host === host;
}
