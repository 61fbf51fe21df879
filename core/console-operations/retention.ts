/** What a retention rule would do, asked before it is saved. */
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

export const retentionPreviewOperations = {
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
