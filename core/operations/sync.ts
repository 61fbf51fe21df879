/** Copies to another region. The one camelCase family of this API: `domainID` and `regionID`, but `remoteRegionId`. */
import { z } from "zod";
import { TAGS_PER_SYNC } from "../limits.ts";
import { operation } from "./define.ts";
import { SYNC_STATES } from "./facts.ts";
import { limitSchema, offsetSchema, orderTypeSchema } from "./paging.ts";
import { imageParams } from "./parameters.ts";

/** What identifies a rule: no call takes the id its list shows. The image keeps its name over there. */
const targetSchema = z.object({ remoteRegionId: z.string().min(1), remoteNamespace: z.string().min(1) });

/** False by default: another image under the same tag over there is kept, and the job ends as `existed`. */
const override = z.boolean().optional();

/** Common to rules and jobs. */
const synchronizedImage = targetSchema.extend({
  id: z.number().int(),
  domainID: z.string(),
  domainName: z.string(),
  namespace: z.string(),
  repoName: z.string(),
  override: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const syncRuleSchema = synchronizedImage.extend({ syncAuto: z.boolean() });

const syncJobSchema = synchronizedImage.extend({
  tag: z.string(),
  status: z.enum(SYNC_STATES),
  syncOperatorId: z.string(),
  syncOperatorName: z.string(),
});

/** What `filter` may say of a list of jobs, by when they were asked for. */
export const syncJobListQuery = z.object({
  limit: limitSchema,
  offset: offsetSchema,
  order: orderTypeSchema.optional(),
});

const group = "Image synchronization";

export const syncOperations = {
  /** Covers later pushes only. There is no update: delete and create. */
  CreateImageSyncRepo: operation({
    group,
    summary: "Copy every later push to another region",
    method: "POST",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_repo",
    params: imageParams,
    body: targetSchema.extend({ syncAuto: z.boolean().optional(), override }),
    success: 200,
  }),
  ListImageAutoSyncReposDetails: operation({
    group,
    summary: "List an image's synchronization rules",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_repo",
    params: imageParams,
    response: z.array(syncRuleSchema),
    success: 200,
  }),
  /** A DELETE with a body, answered by 200. A missing rule: 400 with 4001158. */
  DeleteImageSyncRepo: operation({
    group,
    summary: "Delete a synchronization rule",
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_repo",
    params: imageParams,
    body: targetSchema,
    success: 200,
  }),
  /** Answers with the tags that could NOT be queued; unknown tags are no error. */
  CreateManualImageSyncRepo: operation({
    group,
    summary: "Copy tags to another region now",
    method: "POST",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_images",
    params: imageParams,
    body: targetSchema.extend({
      imageTag: z.array(z.string().min(1)).min(1).max(TAGS_PER_SYNC),
      override,
    }),
    response: z.array(z.string()),
    success: 200,
  }),
  /** A list in spite of its name. Only `filter` counts; its keys are `limit` and `offset`, mandatory, and `order`. */
  ShowSyncJob: operation({
    group,
    summary: "List an image's synchronization jobs",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_job",
    params: imageParams,
    query: z.object({ filter: z.string() }),
    response: z.array(syncJobSchema),
    success: 200,
    responseHeaders: ["Content-Range"],
  }),
  ListSyncRegions: operation({
    group,
    summary: "List the regions images can be copied to",
    method: "GET",
    path: "/v2/manage/regions",
    response: z.array(z.object({ regionID: z.string() })),
    success: 200,
    errors: [400, 401, 500],
  }),
};
