/** One error class for every error body the wire knows, and for requests that got no answer. */
import { isAxiosError } from "axios";
import { IAM_CODES, type IamErrorName, SWR_CODES, type SwrErrorName } from "../../core/error-codes.ts";

export class ApiError extends Error {
  override name = "ApiError";
  /** HTTP status; 0 where no answer came (offline, service down, cut off). */
  readonly status: number;
  /** The code as sent, e.g. `SVCSTG.SWR.4090060`; empty where the body carried none. */
  readonly code: string;
  /** By this id the operator finds the request in the log. */
  readonly requestId: string;

  constructor(status: number, code: string, message: string, requestId: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }

  /** The last seven digits of a code of SWR or IAM, which key the translations (`error.c4090060`). */
  get number(): string {
    return /(\d{7})$/.exec(this.code)?.[1] ?? "";
  }
}

const CODES = { ...SWR_CODES, ...IAM_CODES };

/** Whether the service refused with one of these errors of SWR or IAM. */
export function isRefusedWith(error: unknown, ...names: (SwrErrorName | IamErrorName)[]): boolean {
  return error instanceof ApiError && names.some((name) => error.number === String(CODES[name]));
}

type Json = Record<string, unknown>;

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/**
 * Reads, in this order: `error_code`, `errors[0].errorCode` (SWR) or `errors[0].code` (registry), `[0].errorCode`,
 * `errorCode`, `error.code` (IAM). Source: SWR API reference, section 2.
 */
export function readErrorBody(body: unknown): { code: string; message: string; requestId: string } {
  const outer = isRecord(body) ? body : {};
  const listed = Array.isArray(body) ? body : Array.isArray(outer.errors) ? outer.errors : [];
  const first = isRecord(listed[0]) ? listed[0] : {};
  const inner = isRecord(outer.error) ? outer.error : {};
  return {
    code:
      text(outer.error_code) ||
      text(first.errorCode) ||
      text(first.code) ||
      text(outer.errorCode) ||
      text(inner.code),
    message:
      text(outer.error_msg) ||
      text(first.errorMessage) ||
      text(first.message) ||
      text(outer.errorMessage) ||
      text(inner.message),
    requestId: text(outer.request_id),
  };
}

/** Turns the failure of a request into an ApiError. Any other error is a bug and stays as it is. */
export function toApiError(error: unknown): unknown {
  if (!isAxiosError(error) || error.code === "ERR_CANCELED") return error;
  if (!error.response) return new ApiError(0, "", error.message, "");
  const { code, message, requestId } = readErrorBody(error.response.data);
  const fromHeader = text(error.response.headers["x-request-id"]);
  return new ApiError(error.response.status, code, message || error.message, requestId || fromHeader);
}
