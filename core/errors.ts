/**
 * What the management API says with a code. The console translates the code (`error.c4090060`); the text here is the
 * service's own, sent for clients that only print it.
 */
import { z } from "zod";
import { SWR_CODES, type SwrErrorName } from "./error-codes.ts";

export const SWR_MESSAGES: Record<SwrErrorName, string> = {
  invalidParameter: "invalid parameter",
  invalidTag: "invalid tag",
  invalidPermission: "invalid permission",
  invalidUserName: "no such user",
  invalidPublicFlag: "is_public must be true or false",
  missingParameter: "a mandatory parameter is missing",
  invalidBody: "the request body is not of the required form",
  invalidQuery: "invalid query parameter",
  invalidOrganizationName: "invalid organization name",
  invalidImageName: "invalid image name",
  invalidFilter: "invalid filter",
  invalidOrderColumn: "invalid order column",
  invalidAccount: "invalid account",
  retentionNotFound: "the retention policy does not exist",
  syncRuleNotFound: "the synchronization rule does not exist",
  organizationQuotaUsedUp: "the organization quota is used up",
  shareQuotaUsedUp: "the image is shared with as many accounts as it may be",
  unauthenticated: "authentication failed",
  forbidden: "insufficient permissions",
  crossSiteRequest: "the request did not come from the console's own pages",
  organizationForbidden: "no right to manage the organization",
  imageForbidden: "no right to manage the image",
  endedByPassword: "the session has ended: the password was changed",
  endedByDisabling: "the session has ended: the user was disabled",
  endedByAccount: "the session has ended: the account was disabled",
  endedByOtherUser: "somebody else has signed in in this browser",
  accountDisabled: "the account is disabled",
  userDisabled: "the user is disabled",
  noConsoleAccess: "the user has no access to the console",
  urlNotFound: "no such URL",
  organizationNotFound: "the organization does not exist",
  imageNotFound: "the image does not exist",
  triggerNotFound: "the trigger does not exist",
  clusterNotFound: "the cluster does not exist",
  firingNotFound: "the trigger has no such firing",
  agencyExists: "the registry may act for the account already",
  regionNotFound: "the region does not exist",
  syncRecordNotFound: "there is no such synchronization",
  syncRecordHasEnded: "the synchronization has ended already",
  syncRecordHasNotEnded: "the synchronization has not ended yet",
  addressBlocked: "the address lies inside a network that is closed; SWR_OUTBOUND_ALLOW opens it",
  webhookQuotaUsedUp: "no more webhooks are allowed here",
  loginQuotaUsedUp: "no more temporary logins are allowed: end some on the page of your credentials",
  webhookNotFound: "the webhook does not exist",
  deliveryNotFound: "the webhook has no such delivery",
  tagNotFound: "the tag does not exist",
  permissionNotFound: "the permission does not exist",
  manifestNotFound: "the manifest does not exist",
  organizationPermissionNotFound: "the user has no permission on the organization",
  organizationNotEmpty: "the organization still has images",
  organizationExists: "the organization name is already in use",
  imageExists: "the image already exists",
  permissionExists: "the permission already exists",
  organizationPermissionExists: "the user has a permission on the organization already",
  tooManyAttempts: "too many attempts, try again later",
  descriptionTooLong: "the description is too long",
  internal: "internal error",
  upgrading: "the service is being upgraded, try again later",
  storageUnavailable: "the storage is not available",
  notImplemented: "this operation is not implemented by this service",
};

export function swrErrorStatus(name: SwrErrorName): number {
  return Math.trunc(SWR_CODES[name] / 10_000);
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
  const code = `SVCSTG.SWR.${SWR_CODES[name]}`;
  const message = SWR_MESSAGES[name];
  return {
    errors: [{ errorCode: code, errorMessage: message, ...(detail === undefined ? {} : { detail }) }],
    error_code: code,
    error_msg: detail === undefined ? message : `${message}: ${detail}`,
    request_id: requestId,
  };
}
