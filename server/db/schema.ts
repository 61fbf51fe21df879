/** The tables, as Kysely sees them. Times are RFC 3339 text in UTC with milliseconds, so text order is time order. */
import type { Generated } from "kysely";
import type { DeliveryReason, DeliveryState, EventType } from "../../core/console-operations/deliveries.ts";
import type { FiringReason, FiringState } from "../../core/console-operations/firings.ts";
import type { SyncCause } from "../../core/console-operations/sync.ts";
import type { AccessMode } from "../../core/iam-operations/users.ts";
import type { SyncState } from "../../core/operations/sync.ts";
import type { GrantedLevel } from "../../core/permissions.ts";

/** SQLite has no booleans: 0 or 1. */
type Flag = 0 | 1;

export type SessionEnd = "password" | "disabling" | "account disabling";

export interface Database {
  accounts: {
    id: string;
    name: string;
    created_at: string;
    /** When the first login or access key of any of its users was made. */
    first_login_at: Generated<string | null>;
    /** Nobody of one that is not can do anything. */
    enabled: Generated<Flag>;
    /** Whether a disabled one's public images stay public. */
    keeps_public_images: Generated<Flag>;
    /** It has said that the registry may act for it (server/agency/). */
    has_agency: Generated<Flag>;
  };
  users: {
    id: string;
    account_id: string;
    name: string;
    password_hash: string;
    is_administrator: Flag;
    /** One who is not can do nothing at all. */
    enabled: Generated<Flag>;
    access_mode: Generated<AccessMode>;
    description: Generated<string>;
    created_at: string;
    /** When a password last opened a session or a token. Null: never, or before this was kept. */
    last_sign_in_at: Generated<string | null>;
  };
  /** A project is an account's share of a region; its name is the region's. */
  projects: { id: string; account_id: string; name: string };
  /** Console sign-ins. Only a hash of the cookie's value is kept. */
  sessions: {
    id_hash: string;
    user_id: string;
    project_id: string;
    created_at: string;
    last_used_at: string;
    expires_at: string;
    /** Set where it was ended from elsewhere: its browser is told why. */
    ended_by: Generated<SessionEnd | null>;
  };
  /** X-Auth-Tokens of API clients. Only a hash is kept. */
  tokens: { token_hash: string; user_id: string; project_id: string; created_at: string; expires_at: string };
  /** Temporary logins of registry clients. Only a hash of the key is kept. */
  login_keys: {
    access_key: string;
    key_hash: string;
    user_id: string;
    project_id: string;
    created_at: string;
    expires_at: string;
  };
  /** Permanent access keys of IAM. */
  access_keys: {
    access_key: string;
    /** Signatures are checked with the secret itself, so no hash would do; it is encrypted (secrets/sealed-value.ts). */
    sealed_secret: string;
    user_id: string;
    description: string;
    is_active: Flag;
    created_at: string;
    /** To the minute. Null: never. */
    last_used_at: string | null;
  };
  organizations: {
    id: Generated<number>;
    /** Unique over all accounts of the region. */
    name: string;
    account_id: string;
    creator_id: string;
    creator_name: string;
    created_at: string;
    /** Null: no limit. */
    quota_bytes: Generated<number | null>;
    /** Sizes of its images together; SQL triggers keep it. */
    stored_bytes: Generated<number>;
  };
  /** The id tells the order in which grants were made. */
  organization_grants: {
    id: Generated<number>;
    organization_id: number;
    user_id: string;
    level: GrantedLevel;
  };
  images: {
    id: Generated<number>;
    organization_id: number;
    /** The organization's, said again: one index then holds an account's images in the order of a list. */
    account_id: string;
    name: string;
    category: string;
    description: string;
    is_public: Flag;
    creator_id: string;
    creator_name: string;
    /** Bytes of all distinct blobs its manifests name. Kept with each push and delete, so that lists can sort by it. */
    size: number;
    tag_count: number;
    download_count: number;
    created_at: string;
    updated_at: string;
  };
  /** How many images there are of a kind; SQL triggers keep it, so that lists tell their total without counting. */
  image_counts: { organization_id: number; is_public: Flag; category: string; images: number };
  /** The same over all organizations of an account. */
  account_image_counts: { account_id: string; is_public: Flag; category: string; images: number };
  image_grants: { id: Generated<number>; image_id: number; user_id: string; level: GrantedLevel };
  /** Private images that another account may pull. What has ended stays, and shows as ended. */
  shares: {
    id: Generated<number>;
    /** What the API calls a share rule: rows made together, for several accounts. */
    rule_id: string;
    image_id: number;
    /** The image's account, said again: an index then holds what an account shares in the order of its end. */
    owner_id: string;
    /** With whom. */
    account_id: string;
    /** As it was sent: clients compare. */
    deadline: string;
    /** The instant from which it no longer counts (core/shares.ts); `9999-12-31…` where it never ends. */
    ends_at: string;
    description: string;
    creator_id: string;
    creator_name: string;
    created_at: string;
    updated_at: string;
  };
  manifests: {
    image_id: number;
    digest: string;
    media_type: string;
    /** The bytes as pushed, as text: lists show manifests, and a client gets them without a file being read. */
    content: string;
    /** Bytes of config and layers, or of the listed manifests that are present for an index. */
    size: number;
    /** Null for an index. */
    config_digest: string | null;
    /** The manifest this one is about (OCI `subject`): a signature, an SBOM. It need not exist. */
    subject_digest: string | null;
    /** Its own word for what it is, or its config's media type; null where it has neither. */
    artifact_type: string | null;
    /** JSON; kept of what is about another only, whose referrers tell them. */
    annotations: string | null;
    created_at: string;
  };
  /** What a manifest names: its config and layers, or the manifests of an index. */
  manifest_references: {
    image_id: number;
    manifest_digest: string;
    digest: string;
    /** Bytes; 0 for a layer that lies elsewhere. */
    size: number;
    is_manifest: Flag;
  };
  /** Manifests that no tag keeps, directly or through another (manifests/holds.ts). */
  unheld_manifests: { image_id: number; digest: string; since: string };
  tags: {
    id: Generated<number>;
    image_id: number;
    name: string;
    digest: string;
    created_at: string;
    updated_at: string;
  };
  /** What happened in an account's images on a day of UTC; a day on which nothing did has no row. */
  account_days: {
    account_id: string;
    /** `2026-03-01`. */
    date: string;
    /** Bytes by which the images' sizes grew, negative where they shrank: the days before follow from today's size. */
    stored_change: number;
    /** Bytes of manifests and blobs sent to clients of the registry. */
    pulled_bytes: number;
  };
  /** At most one an image. */
  retentions: {
    id: Generated<number>;
    image_id: number;
    template: "date_rule" | "tag_rule";
    /** Days, or tags. */
    amount: number;
    /** JSON, as the API has it. */
    selectors: string;
    created_at: string;
    updated_at: string;
    last_run_at: Generated<string | null>;
    /** That the last run could not delete. */
    failed_tags: Generated<number>;
    /** When the last run ended that deleted any tag, how many, and the bytes they alone held. */
    deleted_at: Generated<string | null>;
    deleted_tags: Generated<number>;
    freed_bytes: Generated<number>;
  };
  /** Tags that retention deleted, and of the last run those it could not. */
  retention_log: {
    id: Generated<number>;
    image_id: number;
    /** The policy may be gone. */
    retention_id: number;
    /** JSON, as the API has it. */
    rule: string;
    tag: string;
    digest: string;
    /** Why it could not be deleted; null where it was. */
    failure: string | null;
    created_at: string;
  };
  /** That administrators added; the operator's are not here (ServiceConfig). */
  clusters: {
    id: string;
    account_id: string;
    /** Unique in the account. */
    name: string;
    server: string;
    /** How it is reached, credentials and all: JSON, encrypted (secrets/sealed-value.ts). */
    sealed: string;
    creator_name: string;
    created_at: string;
  };
  /** As the API has them. */
  triggers: {
    id: Generated<number>;
    image_id: number;
    /** The image's, said again: an index then holds an account's by what fired last. */
    account_id: string;
    name: string;
    enabled: Flag;
    type: "all" | "tag" | "regular";
    condition: string;
    mode: "cce";
    /** It may be gone. */
    cluster_id: string;
    cluster_name: string;
    cluster_ns: string;
    app_type: "deployments" | "statefulsets";
    application: string;
    /** Names with `;` between; empty for every container that uses the image. */
    container: string;
    creator_name: string;
    created_at: string;
    last_firing_id: Generated<number | null>;
  };
  /** What became of each firing (server/firings/). */
  trigger_firings: {
    id: Generated<number>;
    trigger_id: number;
    cause: "push" | "retry" | "rollback";
    tag: string;
    digest: string;
    /** What the tag named before, where it was there already. */
    previous_digest: string | null;
    state: FiringState;
    /** Why it ended as it did; null until then. */
    reason: FiringReason | null;
    detail: Generated<string>;
    /** Of a roll-back: the images it goes back to, JSON. */
    targets: string | null;
    /** Images before and after, JSON; known once the workload was read. */
    changes: string | null;
    /** Of the workload as it was set; null until then. */
    generation: number | null;
    creator_name: string;
    created_at: string;
    set_at: string | null;
    /** When the roll-out was last seen to move. */
    progressed_at: string | null;
    ended_at: string | null;
  };
  /** That administrators added; the operator's are not here (ServiceConfig). */
  regions: {
    account_id: string;
    id: string;
    name: string;
    /** An origin, as is the next. */
    registry: string;
    api: string | null;
    /** Its name or its id. */
    project: string;
    /** Access key, secret and authority: JSON, encrypted (secrets/sealed-value.ts). */
    sealed: string;
    creator_name: string;
    created_at: string;
  };
  /** Targets of an image, as the API has them. */
  sync_rules: {
    id: Generated<number>;
    image_id: number;
    /** The image's, said again, as in the next table. */
    account_id: string;
    region_id: string;
    remote_organization: string;
    /** Pushes are copied by themselves. */
    is_auto: Flag;
    override: Flag;
    creator_id: string;
    creator_name: string;
    created_at: string;
  };
  /** What became of each copy of a tag (server/copies/). */
  sync_records: {
    id: Generated<number>;
    image_id: number;
    organization_id: number;
    account_id: string;
    region_id: string;
    remote_organization: string;
    tag: string;
    digest: string;
    kind: "auto" | "manual";
    override: Flag;
    /** Ids of services the content came by, JSON: it is not sent back there. */
    came_by: string;
    state: SyncState;
    cause: SyncCause | null;
    detail: Generated<string>;
    /** Of those that people asked for. */
    attempt: Generated<number>;
    total_bytes: Generated<number>;
    sent_bytes: Generated<number>;
    skipped_bytes: Generated<number>;
    speed: number | null;
    /** Digest → location of uploads that were begun there, JSON: a later try goes on with them. */
    uploads: Generated<string>;
    creator_id: string;
    creator_name: string;
    created_at: string;
    updated_at: string;
    started_at: string | null;
    ended_at: string | null;
  };
  /** Addresses that are told of pushed and deleted tags. */
  webhooks: {
    id: string;
    account_id: string;
    organization_id: number;
    /** Null: of all images of the organization. */
    image_id: number | null;
    name: string;
    url: string;
    on_push: Flag;
    on_delete: Flag;
    type: "all" | "tag" | "regular";
    condition: string;
    enabled: Flag;
    /** Why it was switched off where no person did. */
    off_reason: "gone" | null;
    /** Encrypted, as is the one before (secrets/sealed-value.ts). */
    sealed_secret: string;
    sealed_old_secret: string | null;
    /** Until when the one before signs as well. */
    old_secret_until: string | null;
    /** When the first try failed since one succeeded. */
    failing_since: string | null;
    /** It did not answer at all, and is left alone until then. */
    rests_until: string | null;
    is_blocked: Generated<Flag>;
    /** Events that were not sent, as too many waited. */
    missed: Generated<number>;
    last_success_at: string | null;
    creator_name: string;
    created_at: string;
  };
  /** What webhooks sent, or are to send (server/deliveries/). */
  webhook_deliveries: {
    id: Generated<number>;
    webhook_id: string;
    /** The receiver knows the event by it, at each try. */
    message_id: string;
    cause: "event" | "test" | "redelivery";
    event: EventType;
    image: string | null;
    tag: string | null;
    /** As it is sent, byte for byte. */
    body: string;
    state: DeliveryState;
    reason: DeliveryReason | null;
    detail: Generated<string>;
    status: number | null;
    attempts: Generated<number>;
    /** JSON, one entry each. */
    tries: Generated<string>;
    /** Null where there will be no further try. */
    next_at: string | null;
    /** The last try as it was sent and answered; headers are JSON. */
    url: string | null;
    request_headers: string | null;
    answer_headers: string | null;
    answer_body: string | null;
    answer_is_cut: Generated<Flag>;
    creator_name: string;
    created_at: string;
    ended_at: string | null;
  };
  /** What the service does by itself (server/jobs/). */
  jobs: {
    id: Generated<number>;
    kind: string;
    key: string;
    /** JSON. */
    payload: string;
    /** When it is due; of one that is running, when its lease ends. */
    run_at: string;
    /** How often it was asked for since it came. */
    asked: number;
    /** Tries begun. */
    attempts: number;
    /** Set while it is running. */
    lease_id: string | null;
  };
  /**
   * Changes to the registry's files that are under way. Files and tables cannot share a transaction, so the change is
   * written down first; after a crash, the files it names are made to agree with the tables (content/reconcile.ts).
   */
  file_changes: {
    id: Generated<number>;
    /** `organization/image`. */
    repository: string;
    tag: string | null;
    digest: string | null;
  };
}
