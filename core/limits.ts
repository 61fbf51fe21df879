/** Limits that the service enforces and that the console or another folder also needs. */

/** Bytes of a JSON body: far above any the API has, the longest being an image's description. */
export const JSON_BODY_MAX = 1024 * 1024;

/** Bytes of a layer (SWR product documentation, "Constraints"). */
export const LAYER_MAX = 10 * 1024 ** 3;

/**
 * Bytes of a manifest, as CNCF distribution limits them; the specification asks registries to take at least this. No larger
 * config is shown, either.
 */
export const MANIFEST_MAX = 4 * 1024 * 1024;

/**
 * Tags that one push of a manifest by its digest names. The draft of OCI distribution 1.2 asks registries to take 10;
 * answered in one header, as many of the longest have room in what proxies take of an answer.
 */
export const TAGS_PER_PUSH = 20;

/** Characters of an image's description. */
export const IMAGE_DESCRIPTION_MAX = 30_000;

/** Characters of a user's description, and of an access key's (IAM). */
export const IAM_DESCRIPTION_MAX = 255;

/** Characters of the names of accounts and users. */
export const USER_NAME_MAX = 64;

/** Users one call grants rights to, changes or revokes them of. */
export const GRANTS_PER_CALL = 100;

/** Temporary registry logins of a user that are good at once; programs make one with each of their runs. */
export const TEMPORARY_LOGINS_PER_USER = 1000;

/** Characters of a password. What is longer than the upper one is refused before it is hashed. */
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 1024;

/** Characters of what the console's search is asked for: longer than any pull address. */
export const SEARCH_TEXT_MAX = 300;

/** Images whose marks one call asks for: as many as a page lists. */
export const IMAGE_MARKS_MAX = 100;

/** Users whose grants, keys and sign-ins are counted at once. */
export const HOLDINGS_MAX = 100;

/** Characters of a kubeconfig that is sent in. */
export const KUBECONFIG_MAX = 256 * 1024;

/** Clusters that an account may add. */
export const CLUSTERS_PER_ACCOUNT = 50;

/** Triggers that an image may have. */
export const TRIGGERS_PER_IMAGE = 100;

/** Regions that an account may add, and characters of a region's name. */
export const REGIONS_PER_ACCOUNT = 50;
export const REGION_NAME_MAX = 64;

/** Characters of a certificate authority that is sent in (PEM). */
export const CERTIFICATE_MAX = 64 * 1024;

/** Targets that an image may be copied to by itself. */
export const SYNC_RULES_PER_IMAGE = 20;

/** Images that one call gives a target ("at most 50 images a time", user guide), and tags that one call sends. */
export const IMAGES_PER_SYNC_BATCH = 50;
export const TAGS_PER_SYNC = 1000;
/** The highest total that a list of sync records counts. */
export const SYNC_RECORDS_COUNTED = 1000;
/** Webhooks of one image, of one organization (its images' not among them), and of an account in all. */
export const WEBHOOKS_PER_PLACE = 20;
export const WEBHOOKS_PER_ACCOUNT = 500;

/** Characters of a webhook's name and address. */
export const WEBHOOK_NAME_MAX = 64;
export const WEBHOOK_URL_MAX = 2000;

/** Events that may wait for one webhook; what comes beyond is not sent, and counted. */
export const DELIVERIES_WAITING_MAX = 2000;

/** Of a webhook's history: how many entries that have ended are kept, and for how many days. */
export const DELIVERIES_KEPT = 500;
export const DELIVERY_DAYS = 30;
