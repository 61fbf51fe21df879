/** The tables, as Kysely sees them. Times are RFC 3339 text in UTC with milliseconds, so text order is time order. */
import type { Generated } from "kysely";
import type { AccessMode } from "../../core/iam-operations/users.ts";
import type { GrantedLevel } from "../../core/permissions.ts";
import type { AutomationTables, Flag } from "./automation-schema.ts";

export type SessionEnd = "password" | "disabling" | "account disabling";

export interface Database extends AutomationTables {
  accounts: {
    id: string;
    name: string;
    created_at: string;
    /** When any of its users first made a login or an access key. */
    first_login_at: Generated<string | null>;
    /** 0: its users can do nothing. */
    enabled: Generated<Flag>;
    /** Whether its public images stay public while it is disabled. */
    keeps_public_images: Generated<Flag>;
    /** The registry may act for it (server/agency/). */
    has_agency: Generated<Flag>;
  };
  users: {
    id: string;
    account_id: string;
    name: string;
    password_hash: string;
    is_administrator: Flag;
    /** 0: the user can do nothing. */
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
    /** Why the session was ended from elsewhere, which its browser is told. */
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
    /** To the minute. Null: never. */
    last_used_at: Generated<string | null>;
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
    /** Sizes of its images and of their manifests themselves; SQL triggers keep it. */
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
    /** The organization's account, repeated for indexes of an account's images in the order of a list. */
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
  /** Numbers of images by visibility and category, kept by SQL triggers, so that lists need not count. */
  image_counts: { organization_id: number; is_public: Flag; category: string; images: number };
  /** The same over all organizations of an account. */
  account_image_counts: { account_id: string; is_public: Flag; category: string; images: number };
  image_grants: { id: Generated<number>; image_id: number; user_id: string; level: GrantedLevel };
  /** Private images that another account may pull. Ended shares stay, and show as ended. */
  shares: {
    id: Generated<number>;
    /** The API's share rule: shares made together, with several accounts. */
    rule_id: string;
    image_id: number;
    /** The image's account, repeated for an index of an account's shares by their end. */
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
    /**
     * Bytes of config and layers. For an index, those of the listed manifests that are present; blobs they share count
     * once.
     */
    size: number;
    /** Null for an index. */
    config_digest: string | null;
    /** The manifest this one is about (OCI `subject`): a signature, an SBOM. It need not exist. */
    subject_digest: string | null;
    /** Its `artifactType`, else its config's media type; null where it has neither. */
    artifact_type: string | null;
    /** JSON. Only kept of manifests with a subject, for its list of referrers. */
    annotations: string | null;
    created_at: string;
  };
  /**
   * What a manifest names: its config and layers, or the manifests of an index. A foreign layer that was not pushed has no row,
   * as it takes no room and keeps nothing.
   */
  manifest_references: {
    image_id: number;
    manifest_digest: string;
    digest: string;
    /** Bytes. */
    size: number;
    is_manifest: Flag;
  };
  /** Manifests that no tag keeps, directly or through another (manifests/holds.ts). */
  unheld_manifests: { image_id: number; digest: string; since: string };
  /** What a job is to look at after a change of holds (manifests/hold-steps.ts). */
  hold_steps: { image_id: number; turn: 0 | 1 | 2 | 3; digest: string; after: string };
  tags: {
    id: Generated<number>;
    image_id: number;
    name: string;
    digest: string;
    created_at: string;
    updated_at: string;
  };
  /** Storage and pulls of an account on a day of UTC; a day without any has no row. */
  account_days: {
    account_id: string;
    /** `2026-03-01`. */
    date: string;
    /** Bytes by which the images' sizes grew, negative where they shrank: the days before follow from today's size. */
    stored_change: number;
    /** Bytes of manifests and blobs sent to clients of the registry. */
    pulled_bytes: number;
  };
  /** Content of layers, configs and manifests, shared by all repositories. */
  blobs: {
    digest: string;
    /** Bytes. */
    size: number;
    /** Where the content lies (ports/content.ts). */
    key: string;
    /** When a client last came to rely on the blob, to the hour (docs/decisions/0009). */
    needed_at: string;
  };
  /** The layers and configs that a repository may read. The image need not exist yet. */
  repository_blobs: { organization_id: number; image_name: string; digest: string; needed_at: string };
  /** Blobs for garbage collection to review. SQL triggers add those that appear or lose a reference. */
  blob_reviews: {
    digest: string;
    /** Empty: at once. */
    review_after: string;
  };
  /** Content whose blob is gone, to be removed. */
  dead_objects: { key: string; digest: string };
  /** Uploads under way. */
  uploads: {
    id: string;
    organization_id: number;
    image_name: string;
    /** Who began it. */
    user_id: string;
    /** JSON, as the content has it (ports/content.ts). */
    state: string;
    /** Bytes received and acknowledged. */
    offset: number;
    /** The digest of these bytes; null where they have to be read for it. */
    digest: string | null;
    started_at: string;
    /** Token of the request that alone may write it; empty while none does. */
    writer: Generated<string>;
  };
  /** Ended uploads whose bytes are to be removed. An SQL trigger adds every upload that is deleted. */
  ended_uploads: { id: string; state: string };
  /** One row while the folder of an older release is read into the tables: how far that is (content/read-folder.ts). */
  folder_reading: { id: number; read_up_to: string };
  /** Changes that the folder's links do not follow yet (content/link-files.ts). */
  file_changes: {
    id: Generated<number>;
    /** `organization/image`. */
    repository: string;
    tag: string | null;
    /** Of a manifest, layer or config. */
    digest: string | null;
  };
}
