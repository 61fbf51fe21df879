/**
 * The one exit for errors. Each is answered in the form of the area that was asked; an unexpected one is logged whole
 * and answered without details.
 */
import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { IAM_CODES, type IamErrorName, type SwrErrorName } from "../core/error-codes.ts";
import { SWR_MESSAGES, swrErrorBody, swrErrorStatus } from "../core/errors.ts";
import { CONSOLE_IAM_PREFIX } from "../core/session.ts";
import { GatewayError, IamError, type IamStatus, RegistryError, SwrError } from "./errors.ts";
import type { AppEnv } from "./http-env.ts";
import { StorageError } from "./ports/storage-error.ts";
import { registryErrorResponse } from "./registry/error-response.ts";

type Area = "manage" | "registry" | "iam";

function areaOf(path: string): Area {
  if (path.startsWith("/api/registry/")) return "registry";
  if (path.startsWith(`${CONSOLE_IAM_PREFIX}/`)) return "iam";
  if (/^\/v[23]\/manage(\/|$)/.test(path)) return "manage";
  if (/^\/v2(\/|$)/.test(path)) return "registry";
  return /^\/v3(\.0)?\//.test(path) ? "iam" : "manage";
}

export const errorExit: ErrorHandler<AppEnv> = (error, c) => {
  if (error instanceof SwrError) return refusal(c, error);
  if (error instanceof RegistryError) return registryErrorResponse(error);
  if (error instanceof GatewayError) {
    return c.json({ error_code: error.code, error_msg: error.message, request_id: c.get("requestId") }, 401);
  }
  if (error instanceof IamError) return iamAnswer(c, error.status, error.message, error.reason);
  if (error instanceof StorageError) return storageAnswer(c, error);
  // A client that hangs up in the middle of a body makes the read fail. 499 is nginx's code for it; only the log sees
  // it.
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

/** 507, except for IAM, whose clients do not know that status. */
function storageAnswer(c: Context<AppEnv>, error: StorageError): Response {
  c.get("deps").log.error("the storage takes no writes", error, { requestId: c.get("requestId") });
  switch (areaOf(c.req.path)) {
    case "registry":
      return registryErrorResponse(new RegistryError("UNAVAILABLE", error.message));
    case "iam":
      return iamAnswer(c, 500, error.message);
    case "manage":
      return swrAnswer(c, "storageUnavailable", error.message);
  }
}

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

/** 503, whatever was asked, while the tables are brought up to date (migrating.ts). */
export const upgrading: NotFoundHandler<AppEnv> = (c) => {
  const message = SWR_MESSAGES.upgrading;
  switch (areaOf(c.req.path)) {
    case "registry":
      return c.json({ errors: [{ code: "UNAVAILABLE", message }] }, 503);
    case "iam":
      return iamAnswer(c, 503, message);
    case "manage":
      return swrAnswer(c, "upgrading");
  }
};

const OF_SESSIONS = new Set<SwrErrorName>(["endedByPassword", "endedByDisabling", "endedByOtherUser"]);

/** Sign-in and same-origin checks in front of every area throw SWR's errors; here they take the form of the area. */
function refusal(c: Context<AppEnv>, { error, detail }: SwrError): Response {
  // Errors of the console's session; the console reads codes in this form.
  if (OF_SESSIONS.has(error)) return swrAnswer(c, error);
  const message = detail ?? SWR_MESSAGES[error];
  const status = swrErrorStatus(error);
  switch (areaOf(c.req.path)) {
    case "registry":
      return registryErrorResponse(new RegistryError(status === 401 ? "UNAUTHORIZED" : "DENIED", message));
    case "iam":
      return iamAnswer(c, status as keyof typeof KEYSTONE_TITLES, message);
    case "manage":
      return swrAnswer(c, error, detail);
  }
}

function swrAnswer(c: Context<AppEnv>, name: SwrErrorName, detail?: string): Response {
  return c.json(swrErrorBody(name, c.get("requestId"), detail), swrErrorStatus(name) as ContentfulStatusCode);
}

const KEYSTONE_TITLES: Record<IamStatus | 500 | 503, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

function iamAnswer(
  c: Context<AppEnv>,
  code: IamStatus | 500 | 503,
  message: string,
  reason?: IamErrorName,
): Response {
  const error = { code, message, title: KEYSTONE_TITLES[code] };
  return c.json({ error, ...(reason && { error_code: `IAM.${IAM_CODES[reason]}` }) }, code);
}
