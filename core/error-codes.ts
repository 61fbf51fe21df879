/**
 * Error codes of the management API: 7 digits, sent behind `SVCSTG.SWR.`, of which the first three are the HTTP status
 * (SWR API reference, section 2.1). They stand apart from what needs zod, for the console.
 */
export const SWR_CODES = {
  /** For whatever has no code of its own; the detail says what is wrong. */
  invalidParameter: 4000014,
  invalidTag: 4000016,
  invalidPermission: 4001066,
  invalidUserName: 4001067,
  invalidPublicFlag: 4001009,
  missingParameter: 4001014,
  invalidBody: 4001018,
  invalidQuery: 4001025,
  invalidOrganizationName: 4001028,
  invalidImageName: 4001029,
  invalidFilter: 4001035,
  invalidOrderColumn: 4001096,
  /** Of an account to share with. */
  invalidAccount: 4001041,
  retentionNotFound: 4000306,
  /** Not in the reference, these: of webhooks, and of temporary logins. */
  addressBlocked: 4009901,
  webhookQuotaUsedUp: 4009902,
  loginQuotaUsedUp: 4009903,
  syncRuleNotFound: 4001158,
  organizationQuotaUsedUp: 4000097,
  /** Not in the reference: an image is shared with as many accounts as one may be. */
  shareQuotaUsedUp: 4000100,
  unauthenticated: 4010000,
  /** Not in the reference, these: why a session of the console was ended from elsewhere. */
  endedByPassword: 4019901,
  endedByDisabling: 4019902,
  endedByAccount: 4019903,
  endedByOtherUser: 4019904,
  forbidden: 4030170,
  crossSiteRequest: 4031033,
  organizationForbidden: 4037017,
  imageForbidden: 4037018,
  /** Not in the reference, these three: the sign-in of the console is its own. */
  accountDisabled: 4039901,
  userDisabled: 4039902,
  noConsoleAccess: 4039903,
  urlNotFound: 4040083,
  organizationNotFound: 4040058,
  imageNotFound: 4040113,
  tagNotFound: 4040048,
  triggerNotFound: 4040126,
  /** Not in the reference, these: of the console's own operations. */
  clusterNotFound: 4049901,
  firingNotFound: 4049902,
  regionNotFound: 4049903,
  syncRecordNotFound: 4049904,
  webhookNotFound: 4049905,
  deliveryNotFound: 4049906,
  syncRecordHasEnded: 4099901,
  syncRecordHasNotEnded: 4099902,
  /** Not in the reference: its status is. */
  agencyExists: 4099903,
  /** A grant on an image, or a share of it. */
  permissionNotFound: 4040091,
  manifestNotFound: 4041060,
  organizationPermissionNotFound: 4040078,
  organizationNotEmpty: 4060074,
  organizationExists: 4090060,
  imageExists: 4090006,
  permissionExists: 4090089,
  organizationPermissionExists: 4090076,
  /** The reference answers throttling with 403 and leaves open which codes belong to 429. */
  tooManyAttempts: 4290000,
  descriptionTooLong: 4131012,
  internal: 5001101,
  /** Not in the reference: the tables are being brought to the form of a new release. */
  upgrading: 5030000,
  storageUnavailable: 5070070,
  /** Not in the reference: an operation of the API that this service does not carry yet. */
  notImplemented: 5010000,
} as const;

export type SwrErrorName = keyof typeof SWR_CODES;

/**
 * Codes for refusals of IAM's calls, whose bodies hold only a status. They are sent beside it as `error_code`, behind
 * `IAM.`, so that the console can say them in the person's language.
 */
export const IAM_CODES = {
  userQuotaUsedUp: 4039911,
  ownAccessStays: 4039912,
  lastAdministratorStays: 4039913,
  selfDeletion: 4039914,
} as const;

export type IamErrorName = keyof typeof IAM_CODES;
