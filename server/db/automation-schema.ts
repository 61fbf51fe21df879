/** The tables of automation: retention, triggers, synchronization, webhooks and jobs. As in schema.ts. */
import type { Generated } from "kysely";
import type { DeliveryReason, DeliveryState, EventType } from "../../core/console-operations/deliveries.ts";
import type { FiringReason, FiringState } from "../../core/console-operations/firings.ts";
import type { SyncCause } from "../../core/console-operations/sync.ts";
import type { SyncState } from "../../core/operations/facts.ts";

/** SQLite has no booleans: 0 or 1. */
export type Flag = 0 | 1;

export interface AutomationTables {
  /** Retention policies, at most one an image. */
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
    /** Tags that the last run could not delete. */
    failed_tags: Generated<number>;
    /** The last run that deleted any tag: when it ended, how many tags, and the bytes freed. */
    deleted_at: Generated<string | null>;
    deleted_tags: Generated<number>;
    freed_bytes: Generated<number>;
  };
  /** Tags that retention deleted, and those that the last run could not delete. */
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
    /** The image's account, repeated for an index of an account's triggers by what fired last. */
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
  /** Firings of triggers and what became of them (server/firings/). */
  trigger_firings: {
    id: Generated<number>;
    trigger_id: number;
    cause: "push" | "retry" | "rollback";
    tag: string;
    digest: string;
    /** The digest the tag had before; null for a new tag. */
    previous_digest: string | null;
    state: FiringState;
    /** Why it ended as it did; null until then. */
    reason: FiringReason | null;
    detail: Generated<string>;
    /** JSON: the images that a rollback sets. */
    targets: string | null;
    /** JSON: images before and after; null until the workload has been read. */
    changes: string | null;
    /** The workload's generation after the patch; null until then. */
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
    /** An origin, as is `api`. */
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
    /** The image's account, repeated for indexes, as in sync_records. */
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
  /** Copies of tags and what became of them (server/copies/). */
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
    /** 1, and one more with each retry by a person. */
    attempt: Generated<number>;
    total_bytes: Generated<number>;
    sent_bytes: Generated<number>;
    skipped_bytes: Generated<number>;
    speed: number | null;
    /** Tries that failed in a row without a byte of progress. */
    tries: Generated<number>;
    /** When the next one may begin. */
    due_at: string;
    /** JSON: digest → location of uploads begun in the region, with which a later try goes on. */
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
    /** Until when the receiver is left alone, as it did not answer at all. */
    rests_until: string | null;
    is_blocked: Generated<Flag>;
    /** Number of events that were not sent, as too many waited. */
    missed: Generated<number>;
    last_success_at: string | null;
    creator_name: string;
    created_at: string;
  };
  /** Events that webhooks sent or are to send (server/deliveries/). */
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
    /** Time of the next try; null: there will be none. */
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
  /** Background jobs (server/jobs/). */
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
}
