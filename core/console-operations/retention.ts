/** What the console asks about retention beyond the API: what a rule would do, and how its last run went. */
import { z } from "zod";
import { operation } from "../operations/define.ts";
import { limitSchema, offsetSchema } from "../operations/paging.ts";
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

export const retentionConsoleOperations = {
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
      /** Of the page; those that go come first. */
      decisions: z.array(decisionSchema),
    }),
    success: 200,
  }),
};
