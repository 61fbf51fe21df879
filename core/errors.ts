/**
 * Error codes of the management API. `SVCSTG.SWR.` + 7 digits, of which the first three are the HTTP status
 * (SWR API reference, section 2.1). The console translates a code (`error.c4090060`); the text here is the
 * service's own, sent for clients that only print it.
 */
import { z } from "zod";

export const SWR_ERRORS = {
  invalidTag: { code: 4000016, message: "invalid tag" },
  invalidPermission: { code: 4001066, message: "invalid permission" },
  invalidPublicFlag: { code: 4001009, message: "is_public must be true or false" },
  missingParameter: { code: 4001014, message: "a mandatory parameter is missing" },
  invalidBody: { code: 4001018, message: "the request body is not of the required form" },
  invalidQuery: { code: 4001025, message: "invalid query parameter" },
  invalidOrganizationName: { code: 4001028, message: "invalid organization name" },
  invalidImageName: { code: 4001029, message: "invalid image name" },
  invalidFilter: { code: 4001035, message: "invalid filter" },
  invalidOrderColumn: { code: 4001096, message: "invalid order column" },
  organizationQuotaUsedUp: { code: 4000097, message: "the organization quota is used up" },
  unauthenticated: { code: 4010000, message: "authentication failed" },
  forbidden: { code: 4030170, message: "insufficient permissions" },
  crossSiteRequest: { code: 4031033, message: "the request did not come from the console's own pages" },
  organizationForbidden: { code: 4037017, message: "no right to manage the organization" },
  imageForbidden: { code: 4037018, message: "no right to manage the image" },
  urlNotFound: { code: 4040083, message: "no such URL" },
  organizationNotFound: { code: 4040058, message: "the organization does not exist" },
  imageNotFound: { code: 4040113, message: "the image does not exist" },
  tagNotFound: { code: 4040048, message: "the tag does not exist" },
  manifestNotFound: { code: 4041060, message: "the manifest does not exist" },
  organizationNotEmpty: { code: 4060074, message: "the organization still has images" },
  organizationExists: { code: 4090060, message: "the organization name is already in use" },
  imageExists: { code: 4090006, message: "the image already exists" },
  /** The reference answers throttling with 403 and leaves open which codes belong to 429. */
  tooManyAttempts: { code: 4290000, message: "too many attempts, try again later" },
  descriptionTooLong: { code: 4131012, message: "the description is too long" },
  internal: { code: 5001101, message: "internal error" },
  storageUnavailable: { code: 5070070, message: "the storage is not available" },
  /** Not in the reference: an operation of the API that this service does not carry yet. */
  notImplemented: { code: 5010000, message: "this operation is not implemented by this service" },
} as const;

export type SwrErrorName = keyof typeof SWR_ERRORS;

export function swrErrorStatus(name: SwrErrorName): number {
  return Math.trunc(SWR_ERRORS[name].code / 10_000);
}

/** The body carries the old form (`errors`) and the new one (`error_code`) together, as the original does. */
export const swrErrorBodySchema = z.object({
  errors: z.array(
    z.object({ errorCode: z.string(), errorMessage: z.string(), detail: z.string().optional() }),
  ),
  error_code: z.string(),
  error_msg: z.string(),
  request_id: z.string().optional(),
});

export type SwrErrorBody = z.infer<typeof swrErrorBodySchema>;

/** `detail` names what was wrong with this request; it is shown to people, so it never holds a secret. */
export function swrErrorBody(name: SwrErrorName, requestId: string, detail?: string): SwrErrorBody {
  const code = `SVCSTG.SWR.${SWR_ERRORS[name].code}`;
  const message = SWR_ERRORS[name].message;
  return {
    errors: [{ errorCode: code, errorMessage: message, ...(detail === undefined ? {} : { detail }) }],
    error_code: code,
    error_msg: detail === undefined ? message : `${message}: ${detail}`,
    request_id: requestId,
  };
}
