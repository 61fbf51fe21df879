/** What can go wrong between the console and its service, on top of the service's own answers. */
import type { SwrErrorName } from "../core/error-codes.ts";
import { swrErrorBody, swrErrorStatus } from "../core/errors.ts";
import { SESSION_PATH } from "../core/session.ts";

/**
 * `slow`: two seconds each. `offline`: no answer. `expired`: the session ends in the middle, once. `forbidden`, `busy`
 * (429) and `broken` (500) meet every request, `conflict` (409) every write. Signing in always works.
 */
export const FAULTS = [
  "none",
  "slow",
  "offline",
  "expired",
  "forbidden",
  "conflict",
  "busy",
  "broken",
] as const;

export type Fault = (typeof FAULTS)[number];

type Answer = (request: Request) => Promise<Response>;

const SLOW_MS = 2000;

const ERRORS: Partial<Record<Fault, SwrErrorName>> = {
  forbidden: "forbidden",
  conflict: "imageExists",
  busy: "tooManyAttempts",
  broken: "internal",
};

export interface Faults {
  answer: Answer;
  get(): Fault;
  set(fault: Fault): void;
}

export function withFaults(answer: Answer, first: Fault = "none"): Faults {
  let fault = first;
  return {
    get: () => fault,
    set: (next) => {
      fault = next;
    },
    async answer(request) {
      const { pathname } = new URL(request.url);
      if (pathname === SESSION_PATH) return await answer(request);
      if (fault === "offline") return Response.error();
      if (fault === "slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      if (fault === "expired") {
        fault = "none";
        await answer(new Request(new URL(SESSION_PATH, request.url), { method: "DELETE" }));
      }
      const error = ERRORS[fault];
      const isRead = request.method === "GET" || request.method === "HEAD";
      if (error === undefined || (fault === "conflict" && isRead)) return await answer(request);
      return refuse(error, pathname);
    },
  };
}

/** In the form of the area that is asked. */
function refuse(error: SwrErrorName, pathname: string): Response {
  const status = swrErrorStatus(error);
  const body = swrErrorBody(error, crypto.randomUUID());
  const headers = { ...(status === 429 && { "Retry-After": "5" }), "X-Request-Id": body.request_id ?? "" };
  if (pathname.startsWith("/api/iam/")) {
    return Response.json(
      { error: { code: status, message: body.error_msg, title: "" } },
      { status, headers },
    );
  }
  if (pathname.startsWith("/api/registry/")) {
    const code = status === 403 ? "DENIED" : status === 429 ? "TOOMANYREQUESTS" : "UNKNOWN";
    return Response.json({ errors: [{ code, message: body.error_msg }] }, { status, headers });
  }
  return Response.json(body, { status, headers });
}
