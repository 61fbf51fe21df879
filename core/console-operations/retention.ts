/** What the console asks about retention beyond the API: what a rule would do, and how its last run went. */
import { z } from "zod";
import { IMAGE_NAME_MAX, ORGANIZATION_NAME_MAX } from "../names.ts";
import { operation } from "../operations/define.ts";
import { RETENTION_FILTERS, RETENTION_ORDER_COLUMNS } from "../operations/facts.ts";
import { limitSchema, offsetSchema, orderTypeSchema } from "../operations/paging.ts";
import { imageParams } from "../operations/parameters.ts";
import { retentionRuleSchema } from "../operations/retention.ts";

/** As core/retention.ts has it. */
const decisionSchema = z.object({
  tag: z.string(),
  digest: z.string(),
  kept: z.boolean(),
  by: z.enum(["tag", "pattern", "days", "number"]),
  pattern: z.string().optional(),
  rank: z.number().int().optional(),
});

export type RetentionDecision = z.infer<typeof decisionSchema>;

const ledgerRowSchema = z.object({
  namespace: z.string(),
  repository: z.string(),
  /** Number of tags, and bytes. */
  tags: z.number().int(),
  size: z.number().int(),
  /** Null for an image without a rule. */
  retention: z
    .object({
      rule: retentionRuleSchema,
      /** Null before the first run. */
      last_run_at: z.string().nullable(),
      /** Null where none is planned at the moment. */
      next_run_at: z.string().nullable(),
      /** Tags that the last run could not delete. */
      failed_tags: z.number().int(),
      /** The last run that deleted any. `freed` are bytes. Null before it. */
      deleted: z.object({ at: z.string(), tags: z.number().int(), freed: z.number().int() }).nullable(),
    })
    .nullable(),
});

export const retentionConsoleOperations = {
  /** Those the caller sees, of the own account. */
  ListRetentionsOfImages: operation({
    group: "Console",
    summary: "List the account's images by their retention rules",
    method: "GET",
    path: "/api/retentions",
    query: z.object({
      state: z.enum(RETENTION_FILTERS).optional(),
      namespace: z.string().max(ORGANIZATION_NAME_MAX).optional(),
      /** Part of the name. */
      repository: z.string().max(IMAGE_NAME_MAX).optional(),
      limit: limitSchema.optional(),
      offset: offsetSchema.optional(),
      order_column: z.enum(RETENTION_ORDER_COLUMNS).optional(),
      order_type: orderTypeSchema.optional(),
    }),
    response: z.object({ total: z.number().int(), images: z.array(ledgerRowSchema) }),
    success: 200,
    errors: [400, 401, 500],
  }),
  ShowRetentionState: operation({
    group: "Console",
    summary: "Show how the retention rule last ran",
    method: "GET",
    path: "/api/images/{namespace}/{repository}/retention-state",
    params: imageParams,
    response: z.object({
      /** Null before the first run, and without a rule. */
      last_run_at: z.string().nullable(),
      failed_tags: z.number().int(),
      /** The first of them. */
      failures: z.array(z.object({ tag: z.string(), failure: z.string() })),
    }),
    success: 200,
  }),
  PreviewRetention: operation({
    group: "Console",
    summary: "Show what a retention rule would delete",
    method: "POST",
    path: "/api/images/{namespace}/{repository}/retention-preview",
    params: imageParams,
    body: z.object({
      rule: retentionRuleSchema,
      /** By default now. */
      at: z.iso.datetime().optional(),
      limit: limitSchema.optional(),
      offset: offsetSchema.optional(),
    }),
    response: z.object({
      total: z.number().int(),
      deleted: z.number().int(),
      /** Bytes. */
      freed: z.number().int(),
      /** One page; deleted tags come first. */
      decisions: z.array(decisionSchema),
    }),
    success: 200,
  }),
};
