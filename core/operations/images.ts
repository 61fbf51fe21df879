/** Images: `repository` on the wire. */
import { z } from "zod";
import { imageNameParam } from "../names.ts";
import { operation } from "./define.ts";
import { limitSchema, offsetSchema, orderTypeSchema } from "./paging.ts";

/** Columns ListReposDetails sorts by; `updated_at` is refused there (4001096), unlike in other lists. */
export const IMAGE_ORDER_COLUMNS = ["updated_time", "name", "tag_count", "namespace", "is_public"] as const;
export type ImageOrderColumn = (typeof IMAGE_ORDER_COLUMNS)[number];

export const listedImageSchema = z.object({
  name: z.string(),
  category: z.string(),
  description: z.string().optional(),
  /** Bytes. */
  size: z.number().int(),
  is_public: z.boolean(),
  /** Number of tags. */
  num_images: z.number().int(),
  num_download: z.number().int(),
  created_at: z.string(),
  updated_at: z.string(),
  logo: z.string().optional(),
  url: z.string().optional(),
  /** `{registry host}/{organization}/{image}`. */
  path: z.string(),
  internal_path: z.string(),
  domain_name: z.string(),
  namespace: z.string(),
  tags: z.array(z.string()),
  status: z.boolean().optional(),
  /** Total of the matches, repeated in every item. */
  total_range: z.number().int(),
});

/** The detail spells its times `created` and `updated`, and names no organization. */
export const imageSchema = z.object({
  id: z.number().int(),
  ns_id: z.number().int(),
  name: z.string(),
  category: z.string(),
  description: z.string(),
  creator_id: z.string(),
  creator_name: z.string(),
  /** Bytes. */
  size: z.number().int(),
  is_public: z.boolean(),
  num_images: z.number().int(),
  num_download: z.number().int(),
  url: z.string(),
  path: z.string(),
  internal_path: z.string(),
  created: z.string(),
  updated: z.string(),
  domain_id: z.string(),
  priority: z.number().int(),
});

export type ListedImage = z.infer<typeof listedImageSchema>;
export type Image = z.infer<typeof imageSchema>;

const params = z.object({ namespace: z.string(), repository: imageNameParam });

export const imageListQuery = z.object({
  /** Exact as a parameter, fuzzy as a filter key. */
  namespace: z.string().optional(),
  /** Fuzzy; a slash is written `$`. */
  name: z.string().optional(),
  category: z.string().optional(),
  is_public: z.enum(["true", "false"]).optional(),
  limit: limitSchema.optional(),
  offset: offsetSchema.optional(),
  order_column: z.string().optional(),
  order_type: orderTypeSchema.optional(),
});

export const imageOperations = {
  ListReposDetails: operation({
    method: "GET",
    path: "/v2/manage/repos",
    query: imageListQuery.extend({ filter: z.string().optional() }),
    response: z.array(listedImageSchema),
    success: 200,
    responseHeaders: ["Content-Range"],
  }),
  ShowRepository: operation({
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}",
    params,
    response: imageSchema,
    success: 200,
  }),
  /** Deletes the image with all its tags. */
  DeleteRepo: operation({
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}",
    params,
    success: 204,
  }),
};
