/** The one exit for errors: each in the form its area speaks; what nobody meant to throw is logged whole and hidden. */
import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type SwrErrorName, swrErrorBody, swrErrorStatus } from "../core/errors.ts";
import { IamError, RegistryError, SwrError } from "./errors.ts";
import type { AppEnv } from "./http-env.ts";
import { registryErrorResponse } from "./registry/error-response.ts";

type Area = "manage" | "registry" | "iam";

function areaOf(path: string): Area {
  if (path.startsWith("/api/registry/")) return "registry";
  if (/^\/v[23]\/manage(\/|$)/.test(path)) return "manage";
  if (/^\/v2(\/|$)/.test(path)) return "registry";
  return path.startsWith("/v3/") ? "iam" : "manage";
}

export const errorExit: ErrorHandler<AppEnv> = (error, c) => {
  if (error instanceof SwrError) return swrAnswer(c, error.error, error.detail);
  if (error instanceof RegistryError) return registryErrorResponse(error);
  if (error instanceof IamError) return iamAnswer(c, error.status, error.message);
  // Whoever hung up in the middle of a body made the read fail. 499 is nginx's word for it; only the log sees it.
  if (c.req.raw.signal.aborted) return new Response(null, { status: 499 });
  c.get("deps").log.error("request failed", error, { requestId: c.get("requestId") });
  switch (areaOf(c.req.path)) {
    case "registry":
      return c.json({ errors: [{ code: "UNKNOWN", message: "unknown error" }] }, 500);
    case "iam":
      return iamAnswer(c, 500, "internal error");
    case "manage":
      return swrAnswer(c, "internal");
  }
};

export const notFound: NotFoundHandler<AppEnv> = (c) => {
  switch (areaOf(c.req.path)) {
    case "registry":
      return registryErrorResponse(new RegistryError("NAME_UNKNOWN", "no such URL"));
    case "iam":
      return iamAnswer(c, 404, "no such URL");
    case "manage":
      return swrAnswer(c, "urlNotFound");
  }
};

function swrAnswer(c: Context<AppEnv>, name: SwrErrorName, detail?: string): Response {
  return c.json(swrErrorBody(name, c.get("requestId"), detail), swrErrorStatus(name) as ContentfulStatusCode);
}

const KEYSTONE_TITLES: Record<IamError["status"] | 500, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

function iamAnswer(c: Context<AppEnv>, code: IamError["status"] | 500, message: string): Response {
  return c.json({ error: { code, message, title: KEYSTONE_TITLES[code] } }, code);
}
