/** Retention: which tags of an image are deleted by themselves. One policy an image, one rule a policy. */
import { z } from "zod";
import { PATTERN_MAX } from "../patterns.ts";
import { RETENTION_DAYS_MAX, RETENTION_NUMBER_MAX } from "../retention.ts";
import { operation } from "./define.ts";
import { limitSchema, offsetSchema } from "./paging.ts";
import { imageParams } from "./parameters.ts";

/** Each is held against every tag. */
const SELECTORS_MAX = 100;

/** Whole numbers of a rule travel as text. */
function decimalText(max: number) {
  return z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .refine((text) => Number(text) <= max, `at most ${max}`);
}

/** Tags the rule neither counts nor deletes: `label` names one, `regexp` is a pattern. */
const exemptionsSchema = z
  .array(z.object({ kind: z.enum(["label", "regexp"]), pattern: z.string().min(1).max(PATTERN_MAX) }))
  .max(SELECTORS_MAX);

/** `date_rule` keeps the tags pushed in the last days, `tag_rule` the newest ones by number. */
export const retentionRuleSchema = z.discriminatedUnion("template", [
  z.object({
    template: z.literal("date_rule"),
    params: z.object({ days: decimalText(RETENTION_DAYS_MAX) }),
    tag_selectors: exemptionsSchema,
  }),
  z.object({
    template: z.literal("tag_rule"),
    params: z.object({ num: decimalText(RETENTION_NUMBER_MAX) }),
    tag_selectors: exemptionsSchema,
  }),
]);

export type RetentionPolicyRule = z.infer<typeof retentionRuleSchema>;

export const retentionBody = z.object({
  algorithm: z.literal("or"),
  rules: z.array(retentionRuleSchema).length(1),
});

export const retentionSchema = retentionBody.extend({
  id: z.number().int(),
  /** Reserved, empty. */
  scope: z.string(),
});

export type Retention = z.infer<typeof retentionSchema>;

const deletedTagSchema = z.object({
  id: z.number().int(),
  created_at: z.string(),
  namespace: z.string(),
  repo: z.string(),
  retention_id: z.number().int(),
  /** The rule's JSON as text. */
  rule_type: z.string(),
  tag: z.string(),
});

export const historyListQuery = z.object({ limit: limitSchema.optional(), offset: offsetSchema.optional() });

export type DeletedTag = z.infer<typeof deletedTagSchema>;

const retentionParams = imageParams.extend({ retention_id: z.coerce.number().int().positive() });

const group = "Retention (aging) policies";

export const retentionOperations = {
  /** The policy runs at once, then by itself. */
  CreateRetention: operation({
    group,
    summary: "Create an image's retention policy",
    method: "POST",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions",
    params: imageParams,
    body: retentionBody,
    response: z.object({ id: z.number().int() }),
    success: 201,
  }),
  ListRetentions: operation({
    group,
    summary: "List an image's retention policies",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions",
    params: imageParams,
    response: z.array(retentionSchema),
    success: 200,
  }),
  /** Before ShowRetention, which would take `histories` for an id. Of the whole image, not of one policy. */
  ListRetentionHistories: operation({
    group,
    summary: "List the tags that retention deleted",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions/histories",
    params: imageParams,
    query: historyListQuery.extend({ filter: z.string().optional() }),
    response: z.object({ retention_log: z.array(deletedTagSchema), total: z.number().int() }),
    success: 200,
    responseHeaders: ["Content-Range"],
  }),
  ShowRetention: operation({
    group,
    summary: "Show a retention policy",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions/{retention_id}",
    params: retentionParams,
    response: retentionSchema,
    success: 200,
  }),
  /** Replaces the whole policy, but the template stays as created. */
  UpdateRetention: operation({
    group,
    summary: "Replace a retention policy",
    method: "PATCH",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions/{retention_id}",
    params: retentionParams,
    body: retentionBody,
    success: 201,
  }),
  /** 200, while most deletes answer 204. A missing policy: 400 with 4000306. */
  DeleteRetention: operation({
    group,
    summary: "Delete a retention policy",
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions/{retention_id}",
    params: retentionParams,
    success: 200,
  }),
};
