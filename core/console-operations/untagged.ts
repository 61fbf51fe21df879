/**
 * An image's content that no tag holds, and that is deleted after the operator's grace. SWR's own API does not tell.
 */
import { z } from "zod";
import { operation } from "../operations/define.ts";
import { imageParams } from "../operations/parameters.ts";

const untaggedSchema = z.object({
  /** That no tag, index or subject holds. */
  manifests: z.number().int(),
  /** Bytes that go with them. */
  bytes: z.number().int(),
  /** There are so many that these are not all bytes. */
  is_more: z.boolean(),
  /** Days for which they stay after they lost their last hold; 0: for good. */
  days: z.number().int(),
  /** When the first and the last of them go; null where none does. */
  first_at: z.string().nullable(),
  last_at: z.string().nullable(),
});

export type Untagged = z.infer<typeof untaggedSchema>;

export const untaggedOperations = {
  ShowUntagged: operation({
    group: "Console",
    summary: "Show what of an image no tag holds",
    method: "GET",
    path: "/api/images/{namespace}/{repository}/untagged",
    params: imageParams,
    response: untaggedSchema,
    success: 200,
  }),
};
