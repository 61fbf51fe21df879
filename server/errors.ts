/** Errors the service answers with on purpose. Anything else that is thrown becomes a generic 500 (http-errors.ts). */
import type { IamErrorName, SwrErrorName } from "../core/error-codes.ts";

/** A refusal of the management API, in SWR's form. */
export class SwrError extends Error {
  override name = "SwrError";

  readonly error: SwrErrorName;
  /** What was wrong with this request, for people. Never holds a secret. */
  readonly detail: string | undefined;

  constructor(error: SwrErrorName, detail?: string) {
    super(detail ?? error);
    this.error = error;
    this.detail = detail;
  }
}

/**
 * Codes of the OCI distribution specification 1.1, with the status each is answered with. RANGE_INVALID is CNCF
 * distribution's own: the specification names a status for it (416) and no code, as it does for TOO_MANY_TAGS, which is
 * ours.
 */
export const REGISTRY_ERROR_STATUS = {
  BLOB_UNKNOWN: 404,
  /** Another request is writing the same upload. */
  BLOB_UPLOAD_INVALID: 409,
  BLOB_UPLOAD_UNKNOWN: 404,
  DIGEST_INVALID: 400,
  MANIFEST_BLOB_UNKNOWN: 404,
  MANIFEST_INVALID: 400,
  MANIFEST_UNKNOWN: 404,
  NAME_INVALID: 400,
  NAME_UNKNOWN: 404,
  RANGE_INVALID: 416,
  /** Larger than a layer or a manifest may be. */
  SIZE_INVALID: 413,
  TOO_MANY_TAGS: 414,
  UNAUTHORIZED: 401,
  DENIED: 403,
  UNSUPPORTED: 405,
  TOOMANYREQUESTS: 429,
  /** CNCF distribution's code for a service that cannot do its work; the status says why: the disk is full. */
  UNAVAILABLE: 507,
} as const;

export type RegistryErrorCode = keyof typeof REGISTRY_ERROR_STATUS;

/** A refusal of the Registry V2 API. */
export class RegistryError extends Error {
  override name = "RegistryError";

  readonly code: RegistryErrorCode;
  readonly detail: Record<string, unknown> | undefined;
  /** Sent along, e.g. a challenge or the range an upload stands at. */
  readonly headers: Record<string, string>;

  constructor(
    code: RegistryErrorCode,
    message: string,
    extra: { detail?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.code = code;
    this.detail = extra.detail;
    this.headers = extra.headers ?? {};
  }
}

/** A refusal of the API gateway in front of the original's services, in its form. The status is 401. */
export class GatewayError extends Error {
  override name = "GatewayError";

  readonly code: "APIGW.0301";

  constructor(code: "APIGW.0301", message: string) {
    super(message);
    this.code = code;
  }
}

export type IamStatus = 400 | 401 | 403 | 404 | 409 | 429;

/** A refusal of IAM, in Keystone's form. */
export class IamError extends Error {
  override name = "IamError";

  readonly status: IamStatus;
  /** A code of its own, where the status is not enough. */
  readonly reason: IamErrorName | undefined;

  constructor(status: IamStatus, message: string, reason?: IamErrorName) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}
