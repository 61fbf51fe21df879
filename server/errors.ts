/** Errors the service answers with on purpose. Anything else that is thrown becomes a generic 500 (app.ts). */
import type { SwrErrorName } from "../core/errors.ts";

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

/** Codes of the OCI distribution specification 1.1, with the status each is answered with. */
export const REGISTRY_ERROR_STATUS = {
  BLOB_UNKNOWN: 404,
  BLOB_UPLOAD_INVALID: 416,
  BLOB_UPLOAD_UNKNOWN: 404,
  DIGEST_INVALID: 400,
  MANIFEST_BLOB_UNKNOWN: 404,
  MANIFEST_INVALID: 400,
  MANIFEST_UNKNOWN: 404,
  NAME_INVALID: 400,
  NAME_UNKNOWN: 404,
  SIZE_INVALID: 400,
  UNAUTHORIZED: 401,
  DENIED: 403,
  UNSUPPORTED: 405,
  TOOMANYREQUESTS: 429,
} as const;

export type RegistryErrorCode = keyof typeof REGISTRY_ERROR_STATUS;

/** A refusal of the Registry V2 API. */
export class RegistryError extends Error {
  override name = "RegistryError";

  readonly code: RegistryErrorCode;
  readonly detail: Record<string, unknown> | undefined;

  constructor(code: RegistryErrorCode, message: string, detail?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** A refusal of the IAM neighbour (`/v3/auth/tokens`), in Keystone's form. */
export class IamError extends Error {
  override name = "IamError";

  readonly status: 400 | 401 | 403 | 404 | 429;

  constructor(status: 400 | 401 | 403 | 404 | 429, message: string) {
    super(message);
    this.status = status;
  }
}
