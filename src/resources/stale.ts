/** What each writing operation makes out of date. One that is missing here does not compile. */
import type { CallId, Operations } from "../api/client.ts";

type ReadingId = { [Id in CallId]: Operations[Id]["method"] extends "GET" ? Id : never }[CallId];
export type WritingId = Exclude<CallId, ReadingId>;

type Stale = readonly ReadingId[];

/** The lists of who reaches what, for anything that gives or takes a right. */
const REACH = ["ListWhoReachesImage", "ListWhoReachesOrganization", "ListReachOfUser"] as const;
const ORGANIZATIONS = [
  "ListReachOfUser",
  "ListNamespaces",
  "ListOrganizationStorage",
  "ListQuotas",
  "ShowDomainOverview",
  "ShowGettingStarted",
  "Search",
] as const;
const IMAGE_RIGHTS = ["ShowUserRepositoryAuth", "ListPermissions", "ListGrantableUsers", ...REACH] as const;
/** Rights on an organization hold on its images, too. */
const ORGANIZATION_RIGHTS = [
  ...IMAGE_RIGHTS,
  "ShowNamespaceAuth",
  "ListNamespaces",
  "ShowNamespace",
] as const;
const IMAGES = [
  "ListRetentionsOfImages",
  "ListWhoReachesOrganization",
  "ListReposDetails",
  "ListSharedReposDetails",
  "ListShares",
  "ShowNamespace",
  ...ORGANIZATIONS,
] as const;
const TAGS = [
  "ListRetentionsOfImages",
  "ShowUntagged",
  "ListRepositoryTags",
  "ShowRepository",
  "ListReposDetails",
  "ShowDomainOverview",
  "ListOrganizationStorage",
] as const;
const ACCESS_DOMAINS = [
  ...REACH,
  "ListRepoDomains",
  "ShowAccessDomain",
  "ListSharedReposDetails",
  "ListShares",
  "ListImageMarks",
] as const;
const SHARES = [
  "ListImageMarks",
  "ListRepoShares",
  "ShowRepoShare",
  "ListSharedReposDetails",
  "ListShares",
  ...REACH,
] as const;
const SYNC_RULES = ["ListImageAutoSyncReposDetails", "ListSyncRules", "ListImageMarks"] as const;
const SYNC_RECORDS = ["ShowSyncJob", "ListImageSyncRecords", "ListSyncRecords", "ListSyncRules"] as const;
const REGIONS = ["ListRegions", "ListSyncRegions"] as const;
const TRIGGERS = [
  "ListTriggersDetails",
  "ShowTrigger",
  "ListImageTriggers",
  "ListTriggers",
  "ListImageMarks",
] as const;
const FIRINGS = ["ShowTrigger", "ListTriggerFirings", "ListImageTriggers", "ListTriggers"] as const;
const RETENTIONS = [
  "ListRetentions",
  "ShowRetention",
  "ShowRetentionState",
  "ListRetentionsOfImages",
  "ListImageMarks",
] as const;
const WEBHOOKS = ["ListWebhooks", "ListAccountWebhooks", "ListDeliveries", "ShowDelivery"] as const;
const USERS = [
  ...REACH,
  "KeystoneListUsers",
  "KeystoneShowUser",
  "ShowUser",
  "ListPermissions",
  "ListGrantableUsers",
  "ListUserHoldings",
] as const;

/** Asked for again at once where the page shows it. Coarse, whatever the input, so that nothing stays stale. */
export const STALE: Record<WritingId, Stale> = {
  CreateNamespace: ORGANIZATIONS,
  DeleteNamespaces: ORGANIZATIONS,
  UpdateOrganizationQuota: ["ListOrganizationStorage"],
  CreateNamespaceAuth: ORGANIZATION_RIGHTS,
  UpdateNamespaceAuth: ORGANIZATION_RIGHTS,
  DeleteNamespaceAuth: ORGANIZATION_RIGHTS,
  CreateRepo: IMAGES,
  UpdateRepo: [
    "ShowRepository",
    "ListReposDetails",
    "ListSharedReposDetails",
    "ListShares",
    "ListImageMarks",
    ...REACH,
  ],
  DeleteRepo: IMAGES,
  CreateUserRepositoryAuth: IMAGE_RIGHTS,
  UpdateUserRepositoryAuth: IMAGE_RIGHTS,
  DeleteUserRepositoryAuth: IMAGE_RIGHTS,
  CreateRepoTag: ["ShowRepoTag", "ListRepositoryTag", ...TAGS],
  DeleteRepoTag: TAGS,
  CreateRepoDomains: ACCESS_DOMAINS,
  UpdateRepoDomains: ACCESS_DOMAINS,
  DeleteRepoDomains: ["ListRepoDomains", "ListSharedReposDetails", "ListShares", "ListImageMarks", ...REACH],
  CreateRepoShare: SHARES,
  UpdateRepoShare: SHARES,
  DeleteRepoShare: ["ListRepoShares", "ListSharedReposDetails", "ListShares", "ListImageMarks", ...REACH],
  CreateImageSyncRepo: SYNC_RULES,
  DeleteImageSyncRepo: [...SYNC_RULES, ...SYNC_RECORDS],
  CreateSyncRules: SYNC_RULES,
  CreateManualImageSyncRepo: SYNC_RECORDS,
  SyncPresentTags: SYNC_RECORDS,
  RetrySyncRecord: SYNC_RECORDS,
  CancelSyncRecord: SYNC_RECORDS,
  AddRegion: REGIONS,
  TestRegion: [],
  DeleteRegion: [...REGIONS, ...SYNC_RULES, ...SYNC_RECORDS],
  CreateTrigger: TRIGGERS,
  UpdateTrigger: TRIGGERS,
  ChangeTrigger: ["ListTriggerFirings", ...TRIGGERS],
  DeleteTrigger: ["ListTriggersDetails", "ListImageTriggers", "ListTriggers", "ListImageMarks"],
  CreateRetention: RETENTIONS,
  UpdateRetention: RETENTIONS,
  DeleteRetention: ["ListRetentions", "ListRetentionsOfImages", "ListImageMarks"],
  PreviewRetention: [],
  ReadKubeconfig: [],
  AddClusters: ["ListClusters"],
  DeleteCluster: ["ListClusters", "ListImageTriggers", "ListTriggers"],
  TestCluster: [],
  RetryFiring: FIRINGS,
  RollBackFiring: FIRINGS,
  CreateWebhook: ["ListWebhooks", "ListAccountWebhooks", "ListImageMarks"],
  UpdateWebhook: WEBHOOKS,
  RotateWebhookSecret: ["ListWebhooks", "ListAccountWebhooks"],
  DeleteWebhook: ["ListWebhooks", "ListAccountWebhooks", "ListImageMarks"],
  TestWebhook: WEBHOOKS,
  Redeliver: WEBHOOKS,
  CreateSecret: ["ListTemporaryLogins"],
  EndTemporaryLogins: ["ListTemporaryLogins"],
  // A credential is in no list.
  CreateAuthorizationToken: [],
  CreateAgency: ["CheckAgency"],
  CreateUser: ["KeystoneListUsers", "ListGrantableUsers", ...REACH],
  // The frame shows one's own name, which may have changed.
  UpdateUser: [...USERS, "ShowSession"],
  KeystoneDeleteUser: ["KeystoneListUsers", "ListPermissions", "ListGrantableUsers", ...REACH],
  // Nobody is shown a password.
  KeystoneUpdateUserPassword: [],
  CreatePermanentAccessKey: ["ListPermanentAccessKeys"],
  UpdatePermanentAccessKey: ["ListPermanentAccessKeys", "ShowPermanentAccessKey"],
  DeletePermanentAccessKey: ["ListPermanentAccessKeys"],
  // session.ts takes the session from the answer, and forgets or asks anew for everything else.
  CreateSession: [],
  UpdateSession: [],
  DeleteSession: [],
};

/**
 * Queries of the deleted thing itself. They are only marked: the page that shows it must not ask for it again before it
 * is left.
 */
export const GONE: Partial<Record<WritingId, Stale>> = {
  DeleteNamespaces: ["ShowNamespace", "ShowNamespaceAuth", "ListWhoReachesOrganization"],
  DeleteRepo: [
    "ShowRepository",
    "ShowUserRepositoryAuth",
    "ListWhoReachesImage",
    "ListRepositoryTags",
    "ListRepositoryTag",
    "ShowRepoTag",
    "ShowUntagged",
  ],
  DeleteRepoTag: ["ShowRepoTag", "ListRepositoryTag"],
  DeleteRepoDomains: ["ShowAccessDomain"],
  DeleteRepoShare: ["ShowRepoShare"],
  DeleteTrigger: ["ShowTrigger", "ListTriggerFirings"],
  DeleteRetention: ["ShowRetention"],
  KeystoneDeleteUser: ["KeystoneShowUser", "ShowUser"],
  DeletePermanentAccessKey: ["ShowPermanentAccessKey"],
};
