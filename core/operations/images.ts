/** Images: `repository` on the wire. */
import { z } from "zod";
import { CATEGORIES, type Category } from "../editions.ts";
import { IMAGE_DESCRIPTION_MAX } from "../limits.ts";
import { levelSchema } from "./access.ts";
import { operation } from "./define.ts";
import { IMAGE_ORDER_COLUMNS } from "./facts.ts";
import { limitSchema, numberMarkerSchema, offsetSchema, orderTypeSchema } from "./paging.ts";
import { flagParam, imageParams, orderColumnParam, organizationParams } from "./parameters.ts";

/** What the lists of v2 and v3 have in common. */
const listedInEveryVersion = z.object({
  name: z.string(),
  /** Empty where its maker named none: clients compare it with what they sent. */
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
  /** Name of the owning account. */
  domain_name: z.string(),
  /** Of an image shared to the caller: whether the share is still valid. */
  status: z.boolean().optional(),
});

export const listedImageSchema = listedInEveryVersion.extend({
  logo: z.string().optional(),
  url: z.string().optional(),
  /** `{registry host}/{organization}/{image}`. */
  path: z.string(),
  internal_path: z.string(),
  namespace: z.string(),
  tags: z.array(z.string()),
  /** Total of the matches, repeated in every item. */
  total_range: z.number().int(),
});

export const ownListedImageSchema = listedImageSchema.extend({
  /** Not in the reference: what the caller may do with it. Sent to the console alone, whose rows say it. */
  auth: levelSchema.optional(),
  /** Sent to the console alone, as the v2 lists have none: it asks by it what the image has (ListImageMarks). */
  id: z.number().int().optional(),
});

/** v3 spells the organization `namespace_name` and lists neither tags nor paths. */
const v3ListedImageSchema = listedInEveryVersion.extend({
  id: z.number().int(),
  namespace_name: z.string(),
});

export const v3ImagePageSchema = z.object({
  repos: z.array(v3ListedImageSchema),
  /** Absent on the last page. */
  nextMarker: z.number().int().optional(),
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

export type V3ListedImage = z.infer<typeof v3ListedImageSchema>;
export type ListedImage = z.infer<typeof listedImageSchema>;
export type OwnListedImage = z.infer<typeof ownListedImageSchema>;
export type Image = z.infer<typeof imageSchema>;

/** The SDKs write `arms` where the pages, and every answer, have `arm`. Empty is none. */
const categorySchema = z
  .enum([...CATEGORIES, "arms", ""])
  .transform((category): Category | "" => (category === "arms" ? "arm" : category));

/** `is_public` is mandatory even where it does not change. */
const imageAttributes = z.object({
  is_public: z.boolean(),
  category: categorySchema.optional(),
  description: z.string().max(IMAGE_DESCRIPTION_MAX).optional(),
});

export const imageListQuery = z.object({
  /** Exact as a parameter, fuzzy as a filter key. */
  namespace: z.string().optional(),
  /** Fuzzy; a slash is written `$`. */
  name: z.string().optional(),
  category: z.string().optional(),
  is_public: z.enum(["true", "false"]).optional(),
  limit: limitSchema.optional(),
  offset: offsetSchema.optional(),
  order_column: orderColumnParam(IMAGE_ORDER_COLUMNS).optional(),
  order_type: orderTypeSchema.optional(),
});

const group = "Repositories";

export const imageOperations = {
  /** 200, while most creates answer 201. A push creates the image by itself. The name has its `/` as it is. */
  CreateRepo: operation({
    group,
    summary: "Create an image without tags",
    method: "POST",
    path: "/v2/manage/namespaces/{namespace}/repos",
    params: organizationParams,
    body: imageAttributes.extend({ repository: z.string() }),
    success: 200,
    errors: [400, 401, 409, 500],
  }),
  ListReposDetails: operation({
    group,
    summary: "List images",
    method: "GET",
    path: "/v2/manage/repos",
    query: imageListQuery.extend({ filter: z.string().optional() }),
    response: z.array(ownListedImageSchema),
    success: 200,
    responseHeaders: ["Content-Range"],
    errors: [400, 401, 500],
  }),
  ListRepoDetails: operation({
    group,
    summary: "List images (v3)",
    method: "GET",
    path: "/v3/manage/repos",
    query: z.object({
      namespace: z.string().optional(),
      name: z.string().optional(),
      category: z.string().optional(),
      is_public: flagParam.optional(),
      limit: limitSchema.optional(),
      marker: numberMarkerSchema.optional(),
    }),
    response: v3ImagePageSchema,
    success: 200,
    errors: [400, 401, 500],
  }),
  ShowRepository: operation({
    group,
    summary: "Show an image",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}",
    params: imageParams,
    response: imageSchema,
    success: 200,
  }),
  UpdateRepo: operation({
    group,
    summary: "Change an image's attributes",
    method: "PATCH",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}",
    params: imageParams,
    body: imageAttributes,
    success: 201,
  }),
  /** Deletes the image with all its tags. */
  DeleteRepo: operation({
    group,
    summary: "Delete an image with all its tags",
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}",
    params: imageParams,
    success: 204,
    errors: [400, 401, 404, 406, 500],
  }),
};
