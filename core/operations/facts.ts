/**
 * What both the schemas and the console name. It stands apart from the schemas, so that the console need not load the
 * library they are made with.
 */

/** Columns ListReposDetails sorts by; `updated_at` is refused there (4001096), unlike in other lists. */
export const IMAGE_ORDER_COLUMNS = ["updated_time", "name", "tag_count", "namespace", "is_public"] as const;
export type ImageOrderColumn = (typeof IMAGE_ORDER_COLUMNS)[number];

export const TAG_ORDER_COLUMNS = ["updated_at", "tag"] as const;
export type TagOrderColumn = (typeof TAG_ORDER_COLUMNS)[number];

/**
 * Of the console's list of images by their retention rules: `set`, those that have one; `none`, those that do not;
 * `failed`, whose last run could not delete a tag; `deleted`, whose rule deleted one within the last day.
 */
export const RETENTION_FILTERS = ["set", "none", "failed", "deleted"] as const;
export type RetentionFilter = (typeof RETENTION_FILTERS)[number];
export const RETENTION_ORDER_COLUMNS = ["name", "tag_count", "deleted_at"] as const;
export type RetentionOrderColumn = (typeof RETENTION_ORDER_COLUMNS)[number];

/** What lists of triggers are narrowed by: of the last firing, but `off`, which is the trigger's own. */
export const TRIGGER_STATES = ["failed", "running", "success", "never", "off"] as const;

/**
 * What lists of webhooks are narrowed by: how they fare, each being one of them. `gone` is switched off as its receiver
 * answered 410, `off` by a person, `new` has sent nothing that arrived. `trouble` is any of the first three.
 */
export const WEBHOOK_STATES = ["failing", "blocked", "gone", "off", "works", "new", "trouble"] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** Of a copy to another region. */
export const SYNC_STATES = [
  "waiting",
  "running",
  "success",
  "failed",
  "timeout",
  "cancel",
  "existed",
] as const;

export type SyncState = (typeof SYNC_STATES)[number];

/** What lists of sync targets are narrowed by: the state of the newest copy there; `never`: nothing was copied. */
export const SYNC_TARGET_STATES = [...SYNC_STATES, "never"] as const;

export const TAG_TYPE = { manifest: 0, index: 1 } as const;

/** Digests one list of tags can be asked for: as many as fit into an address. */
export const TAG_DIGESTS_MAX = 50;

export const LOGIN_HEADERS = { command: "X-Swr-Dockerlogin", expiresAt: "X-Swr-Expireat" } as const;
