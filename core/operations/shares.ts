/**
 * Shares of a private image with other accounts. There are two families: access domains (one account a call, by its
 * name, key `permit`, path segment `repositories`) and, newer, share rules (several at once, by id, key `permission`).
 */
import { z } from "zod";
import { USER_NAME_MAX } from "../limits.ts";
import { FOREVER, isDeadline, SHARE_DESCRIPTION_MAX } from "../shares.ts";
import { operation } from "./define.ts";
import { imageParams } from "./parameters.ts";

const DEADLINE_FORM = `must be ${FOREVER} or a time in UTC such as 2026-03-31T00:00:00Z`;

/** Whole days count: the share ends at 00:00 UTC of the day after. */
const deadlineSchema = z.string(DEADLINE_FORM).refine(isDeadline, DEADLINE_FORM);

const terms = z.object({
  deadline: deadlineSchema,
  description: z.string().max(SHARE_DESCRIPTION_MAX).optional(),
});
const domainTerms = terms.extend({ permit: z.literal("read") });
const ruleTerms = terms.extend({ permission: z.literal("read") });

/** Common to both families' answers. */
const sharedImage = z.object({
  namespace: z.string(),
  repository: z.string(),
  deadline: z.string(),
  description: z.string(),
  creator_id: z.string(),
  creator_name: z.string(),
});

export const accessDomainSchema = sharedImage.extend({
  /** Name of the account. */
  access_domain: z.string(),
  permit: z.literal("read"),
  created: z.string(),
  updated: z.string(),
  /** False once it has expired. */
  status: z.boolean(),
});

const shareTypeSchema = z.enum(["account", "organization"]);

export const shareRuleSchema = sharedImage.extend({
  id: z.string(),
  share_type: shareTypeSchema,
  /** Ids of accounts, or paths of organizations (of accounts, not of images). */
  share_principals: z.array(z.string()),
  permission: z.literal("read"),
});

const domainParams = imageParams.extend({ access_domain: z.string() });
const ruleParams = imageParams.extend({ share_id: z.string() });
const domains = "Account sharing (access domains)";
const rules = "Share rules (newer, 2026)";

export const shareOperations = {
  CreateRepoDomains: operation({
    group: domains,
    summary: "Share an image with an account",
    method: "POST",
    path: "/v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains",
    params: imageParams,
    body: domainTerms.extend({ access_domain: z.string().min(1).max(USER_NAME_MAX) }),
    success: 201,
    errors: [400, 401, 409, 500],
  }),
  ListRepoDomains: operation({
    group: domains,
    summary: "List the accounts an image is shared with",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains",
    params: imageParams,
    response: z.array(accessDomainSchema),
    success: 200,
    errors: [400, 401, 500],
  }),
  /** For an account without a share 200 and `exist: false`, which every known client reads. */
  ShowAccessDomain: operation({
    group: domains,
    summary: "Show the share with an account",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains/{access_domain}",
    params: domainParams,
    response: z.union([
      accessDomainSchema.extend({ exist: z.literal(true) }),
      z.object({ exist: z.literal(false) }),
    ]),
    success: 200,
    errors: [400, 401, 500],
  }),
  UpdateRepoDomains: operation({
    group: domains,
    summary: "Change the share with an account",
    method: "PATCH",
    path: "/v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains/{access_domain}",
    params: domainParams,
    body: domainTerms,
    success: 201,
    errors: [400, 401, 500],
  }),
  DeleteRepoDomains: operation({
    group: domains,
    summary: "End the share with an account",
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains/{access_domain}",
    params: domainParams,
    success: 204,
    errors: [400, 401, 500],
  }),
  CreateRepoShare: operation({
    group: rules,
    summary: "Share an image with several accounts or organizations",
    method: "POST",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/shares",
    params: imageParams,
    body: ruleTerms.extend({
      share_type: shareTypeSchema,
      share_principals: z.array(z.string().min(1)).min(1).max(500),
    }),
    success: 201,
    errors: [400, 401, 500],
  }),
  ListRepoShares: operation({
    group: rules,
    summary: "List an image's share rules",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/shares",
    params: imageParams,
    query: z.object({ share_type: shareTypeSchema.optional() }),
    response: z.array(shareRuleSchema),
    success: 200,
    errors: [400, 401, 500],
  }),
  ShowRepoShare: operation({
    group: rules,
    summary: "Show a share rule",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/shares/{share_id}",
    params: ruleParams,
    response: shareRuleSchema,
    success: 200,
    errors: [400, 401, 500],
  }),
  UpdateRepoShare: operation({
    group: rules,
    summary: "Change a share rule",
    method: "PATCH",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/shares/{share_id}",
    params: ruleParams,
    body: ruleTerms,
    success: 201,
    errors: [400, 401, 500],
  }),
  DeleteRepoShare: operation({
    group: rules,
    summary: "Delete a share rule",
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/shares/{share_id}",
    params: ruleParams,
    success: 204,
    errors: [400, 401, 500],
  }),
};
