/**
 * Writes below `/api` must come from the console's own pages. Browsers say so with `Sec-Fetch-Site`, but only on HTTPS
 * and localhost; elsewhere `Origin` decides. Only hosts are compared, as behind a proxy that ends TLS the service does
 * not see the page's scheme. There is no CSRF token that could go out of date.
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
