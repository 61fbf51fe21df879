/** Tags of an image. */
import { z } from "zod";
import { isDigest } from "../digest.ts";
import { checkTagName } from "../names.ts";
import { operation } from "./define.ts";
import { TAG_DIGESTS_MAX, TAG_ORDER_COLUMNS, TAG_TYPE } from "./facts.ts";
import { limitSchema, offsetSchema, orderTypeSchema } from "./paging.ts";
import { flagParam, imageParams, orderColumnParam } from "./parameters.ts";

export const tagSchema = z.object({
  id: z.number().int(),
  repo_id: z.number().int(),
  tag: z.string(),
  /** Hex of the config's digest, without its algorithm. */
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
  domain_id: z.string(),
  tag_type: z.union([z.literal(TAG_TYPE.manifest), z.literal(TAG_TYPE.index)]),
});

/** The name is spelled `Tag` in the list of v2 (and `tag` in the detail and in v3). */
export const listedTagSchema = tagSchema.omit({ tag: true }).extend({
  Tag: z.string(),
  /** Empty where the answer has no room for it: all of a list have 4 MB together. */
  manifest: z.string(),
  deleted: z.string().nullable(),
  scanned: z.boolean(),
});

/** The manifest comes on demand, as far as there is room: all of a list have 4 MB together. */
const v3ListedTagSchema = tagSchema.partial({ manifest: true });

export type Tag = z.infer<typeof tagSchema>;
export type ListedTag = z.infer<typeof listedTagSchema>;

const tagName = z.string().refine((name) => checkTagName(name) === undefined, "not a tag's name");

const tagParams = imageParams.extend({ tag: z.string() });

export const tagListQuery = z.object({
  tag: z.string().optional(),
  limit: limitSchema.optional(),
  offset: offsetSchema.optional(),
  order_column: orderColumnParam(TAG_ORDER_COLUMNS).optional(),
  order_type: orderTypeSchema.optional(),
});

const digestsParam = z.string().refine((text) => {
  const digests = text.split(",");
  return digests.length <= TAG_DIGESTS_MAX && digests.every(isDigest);
}, "not digests separated by commas");

const group = "Tags";

export const tagOperations = {
  /** A second name inside the same image. 409 where the new one exists and `override` is false, as it is by default. */
  CreateRepoTag: operation({
    group,
    summary: "Give a tag a second name",
    method: "POST",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/tags",
    params: imageParams,
    body: z.object({ source_tag: tagName, destination_tag: tagName, override: z.boolean().optional() }),
    success: 201,
    errors: [400, 401, 404, 409, 500],
  }),
  ListRepositoryTags: operation({
    group,
    summary: "List an image's tags",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/tags",
    params: imageParams,
    query: tagListQuery.extend({ filter: z.string().optional() }),
    response: z.array(listedTagSchema),
    success: 200,
    responseHeaders: ["Content-Range"],
  }),
  /** The marker is text here, a number in the lists of images. */
  ListRepositoryTag: operation({
    group,
    summary: "List an image's tags (v3)",
    method: "GET",
    path: "/v3/manage/namespaces/{namespace}/repos/{repository}/tags",
    params: imageParams,
    query: tagListQuery.omit({ offset: true }).extend({
      marker: z.string().optional(),
      with_manifest: flagParam.optional(),
      /** Beyond the reference: only tags of these manifests, separated by commas, at most TAG_DIGESTS_MAX. */
      digest: digestsParam.optional(),
    }),
    response: z.object({
      tags: z.array(v3ListedTagSchema),
      /** Absent on the last page. The reference has the first spelling, Terraform's provider reads the second one. */
      nextMarker: z.string().optional(),
      next_marker: z.string().optional(),
      has_more: z.boolean(),
    }),
    success: 200,
  }),
  ShowRepoTag: operation({
    group,
    summary: "Show a tag",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/tags/{tag}",
    params: tagParams,
    response: tagSchema,
    success: 200,
  }),
  /** The config's JSON as one JSON string. */
  ShowRepoTagConfig: operation({
    group,
    summary: "Show the image config of a tag",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/tags/{tag}/config",
    params: tagParams,
    response: z.string(),
    success: 200,
  }),
  DeleteRepoTag: operation({
    group,
    summary: "Delete a tag",
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/tags/{tag}",
    params: tagParams,
    success: 204,
  }),
};
