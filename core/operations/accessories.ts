/** Signatures and the like that belong to a tag. Their paths have no `tags` segment before the tag. */
import { z } from "zod";
import { operation } from "./define.ts";
import { offsetSchema } from "./paging.ts";
import { imageParams } from "./parameters.ts";

const params = imageParams.extend({ tag: z.string() });

const accessorySchema = z.object({
  id: z.number().int(),
  domain_id: z.string(),
  namespace_name: z.string(),
  repo_name: z.string(),
  /** Tag and digest of the accessory, and digest of what it is about. */
  sig_tag: z.string(),
  sig_digest: z.string(),
  target_digest: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** For example `signature.cosign`. */
  type: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});

export type Accessory = z.infer<typeof accessorySchema>;

export const accessoryOperations = {
  ListRepoAccessories: operation({
    group: "Tags",
    summary: "List a tag's accessories",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/{tag}/accessories",
    params,
    /** 10 where no limit is given. */
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).optional(),
      offset: offsetSchema.optional(),
    }),
    /** `null` where there are none. */
    response: z.object({ total: z.number().int(), accessories: z.array(accessorySchema).nullable() }),
    success: 200,
  }),
  ListReferences: operation({
    group: "Tags",
    summary: "List the tags a signature covers",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/{tag}/references",
    params,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(10).optional(),
      marker: z.string().optional(),
    }),
    response: z.object({
      tags: z.array(z.string()),
      /** Snake case here, `nextMarker` in v3. Absent at the end. */
      next_marker: z.string().optional(),
      has_more: z.boolean(),
    }),
    success: 200,
  }),
};
