/** Tags of an image. */
import { z } from "zod";
import { imageNameParam } from "../names.ts";
import { operation } from "./define.ts";
import { limitSchema, offsetSchema, orderTypeSchema } from "./paging.ts";

export const TAG_ORDER_COLUMNS = ["updated_at", "tag"] as const;
export type TagOrderColumn = (typeof TAG_ORDER_COLUMNS)[number];

export const TAG_TYPE = { manifest: 0, index: 1 } as const;

/** The name is spelled `Tag` in this list (and `tag` in v3). */
export const listedTagSchema = z.object({
  id: z.number().int(),
  repo_id: z.number().int(),
  Tag: z.string(),
  /** Hex of the config's digest, without `sha256:`. */
  image_id: z.string(),
  /** The manifest's JSON as text. */
  manifest: z.string(),
  digest: z.string(),
  schema: z.union([z.literal(1), z.literal(2)]),
  /** `{registry host}/{organization}/{image}:{tag}`. */
  path: z.string(),
  internal_path: z.string(),
  /** Bytes. */
  size: z.number().int(),
  is_trusted: z.boolean(),
  created: z.string(),
  updated: z.string(),
  deleted: z.string().nullable(),
  domain_id: z.string(),
  scanned: z.boolean(),
  tag_type: z.union([z.literal(TAG_TYPE.manifest), z.literal(TAG_TYPE.index)]),
});

export type ListedTag = z.infer<typeof listedTagSchema>;

export const tagListQuery = z.object({
  tag: z.string().optional(),
  limit: limitSchema.optional(),
  offset: offsetSchema.optional(),
  order_column: z.string().optional(),
  order_type: orderTypeSchema.optional(),
});

export const tagOperations = {
  ListRepositoryTags: operation({
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/tags",
    params: z.object({ namespace: z.string(), repository: imageNameParam }),
    query: tagListQuery.extend({ filter: z.string().optional() }),
    response: z.array(listedTagSchema),
    success: 200,
    responseHeaders: ["Content-Range"],
  }),
};
