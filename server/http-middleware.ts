/** What every request passes: its log line, security headers, the limit on JSON bodies. */
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { JSON_BODY_MAX } from "../core/limits.ts";
import { callerContext } from "./context.ts";
import type { Deps } from "./deps.ts";
import type { AppMiddleware } from "./http-env.ts";

/** `refusal` makes the error of the area. */
export function limitJson(refusal: () => Error): AppMiddleware {
  return bodyLimit({
    maxSize: JSON_BODY_MAX,
    onError: () => {
      throw refusal();
    },
  });
}

/** antd writes its styles into the page at run time, hence `unsafe-inline` for styles and for nothing else. */
export const securityHeaders: AppMiddleware = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    workerSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
  },
  xFrameOptions: "DENY",
  referrerPolicy: "no-referrer",
  crossOriginOpenerPolicy: "same-origin",
  // The service also runs on plain HTTP; the proxy that ends TLS decides about HSTS.
  strictTransportSecurity: false,
});

export function requestSetup(deps: Deps): AppMiddleware {
  return async (c, next) => {
    c.set("deps", deps);
    c.set("request", {
      id: c.get("requestId"),
      host: new URL(c.req.url).host,
      clientAddress: c.env?.clientAddress,
    });
    await next();
    // Set again: an answer that was not made through Hono's context lacks the header.
    c.header("X-Request-Id", c.get("requestId"));
  };
}

/** Makes the context that services take. It stands behind the authentication. */
export const serviceContext: AppMiddleware = async (c, next) => {
  c.set("context", callerContext(c.get("deps"), c.get("caller"), c.get("request")));
  await next();
};

/** One line a request, without the query and without headers: those may hold secrets. */
export function requestLog({ log }: Pick<Deps, "log">): AppMiddleware {
  return async (c, next) => {
    const start = performance.now();
    await next();
    log.info("request", {
      requestId: c.get("requestId"),
      method: c.req.method,
      path: c.req.path.slice(0, 300),
      status: c.res.status,
      ms: Math.round(performance.now() - start),
      user: c.get("caller")?.user.name,
    });
  };
}
