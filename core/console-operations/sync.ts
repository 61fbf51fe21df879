/** What synchronization did and is doing, over one image and over all, and what can be done about it. */
import { z } from "zod";
import { IMAGES_PER_SYNC_BATCH } from "../limits.ts";
import { IMAGE_NAME_MAX, ORGANIZATION_NAME_MAX } from "../names.ts";
import { operation } from "../operations/define.ts";
import { SYNC_STATES, SYNC_TARGET_STATES } from "../operations/facts.ts";
import { limitSchema, numberMarkerSchema, offsetSchema } from "../operations/paging.ts";
import { imageParams } from "../operations/parameters.ts";
import { regionFailureReasons } from "./regions.ts";

const syncCauses = [
  ...regionFailureReasons,
  /** These two end as `existed`. The tag there has other content, and overwriting is off. */
  "tag_taken",
  /** The content came from that service, and is not sent back. */
  "came_from_there",
  /** The region has no such organization, or does not show it. */
  "no_organization",
  /** The storage of the region or of the organization there is used up. */
  "quota",
  /** The tag there must not move. */
  "immutable",
  /** The region does not take the manifest, or some layer; its words say why. */
  "refused",
  /** It knows no digests but those of sha256. */
  "no_sha512",
  /** The region was forgotten. */
  "no_region",
  /** The tag is gone here. */
  "no_tag",
  "internal",
] as const;

export type SyncCause = (typeof syncCauses)[number];

const recordSchema = z.object({
  id: z.number().int(),
  namespace: z.string(),
  repository: z.string(),
  tag: z.string(),
  /** It may have been deleted since, or pushed anew; a retry copies what it names then. */
  tag_exists: z.boolean(),
  digest: z.string(),
  region_id: z.string(),
  remote_namespace: z.string(),
  kind: z.enum(["auto", "manual"]),
  override: z.boolean(),
  state: z.enum(SYNC_STATES),
  /** Why it ended as it did, or why the last try failed; null where there is nothing to say. */
  cause: z.enum(syncCauses).nullable(),
  /** In the words of the region, or of what stood in the way. */
  detail: z.string(),
  /** 1, and one more with each retry by a person. */
  attempt: z.number().int(),
  /** Tries of this attempt that failed in a row without a byte of progress. */
  failed_tries: z.number().int(),
  /** While it waits for another try, after those. */
  next_try_at: z.string().nullable(),
  /** Bytes of layers and configs: of all there are, sent so far, and not sent as the region had them. */
  total_bytes: z.number().int(),
  sent_bytes: z.number().int(),
  skipped_bytes: z.number().int(),
  /** Bytes a second, while it runs. */
  speed: z.number().int().nullable(),
  creator_name: z.string(),
  created_at: z.string(),
  /** Of the attempt; null while it waits. */
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
});

export type SyncRecord = z.infer<typeof recordSchema>;

const listQuery = z.object({
  limit: limitSchema.optional(),
  /** `next_marker` of the page before. */
  marker: numberMarkerSchema.optional(),
  state: z.enum(SYNC_STATES).optional(),
  region_id: z.string().max(64).optional(),
  remote_namespace: z.string().max(ORGANIZATION_NAME_MAX).optional(),
  /** Only records asked for at this time or later. */
  since: z.iso.datetime().optional(),
});

/** The newest first. */
const listResponse = z.object({
  /** At most SYNC_RECORDS_COUNTED: counting a hundred thousand for each page would cost too much. */
  total: z.number().int(),
  records: z.array(recordSchema),
  /** Absent on the last page. */
  next_marker: z.number().int().optional(),
});

const targetFields = {
  region_id: z.string().min(1),
  remote_namespace: z.string().min(1).max(ORGANIZATION_NAME_MAX),
  override: z.boolean(),
};

const recordParams = z.object({ record_id: z.coerce.number().int() });

const outcomeSchema = z.enum([
  "created",
  /** The image has a rule for this target already. */
  "exists",
  "not_found",
  "forbidden",
  /** The image has as many rules as allowed. */
  "too_many",
]);

export type SyncRuleOutcome = z.infer<typeof outcomeSchema>;

export const syncConsoleOperations = {
  ListImageSyncRecords: operation({
    group: "Console",
    summary: "List what synchronization did with an image",
    method: "GET",
    path: "/api/images/{namespace}/{repository}/sync-records",
    params: imageParams,
    query: listQuery,
    response: listResponse,
    success: 200,
  }),
  /** Of the account's images that the caller sees. */
  ListSyncRecords: operation({
    group: "Console",
    summary: "List what synchronization did, over all images",
    method: "GET",
    path: "/api/sync-records",
    query: listQuery.extend({
      namespace: z.string().max(ORGANIZATION_NAME_MAX).optional(),
      /** A part of the name. */
      repository: z.string().max(IMAGE_NAME_MAX).optional(),
    }),
    response: listResponse,
    success: 200,
  }),
  /** The newest first. */
  ListSyncRules: operation({
    group: "Console",
    summary: "List the synchronization rules, over all images",
    method: "GET",
    path: "/api/sync-rules",
    query: z.object({
      limit: limitSchema.optional(),
      offset: offsetSchema.optional(),
      namespace: z.string().max(ORGANIZATION_NAME_MAX).optional(),
      /** A part of the name. */
      repository: z.string().max(IMAGE_NAME_MAX).optional(),
      region_id: z.string().max(64).optional(),
      state: z.enum(SYNC_TARGET_STATES).optional(),
    }),
    response: z.object({
      total: z.number().int(),
      rules: z.array(
        z.object({
          id: z.number().int(),
          namespace: z.string(),
          repository: z.string(),
          region_id: z.string(),
          remote_namespace: z.string(),
          is_auto: z.boolean(),
          override: z.boolean(),
          creator_name: z.string(),
          created_at: z.string(),
          /** Of its newest record; null where there is none. */
          last_state: z.enum(SYNC_STATES).nullable(),
        }),
      ),
    }),
    success: 200,
    errors: [400, 401, 500],
  }),
  /** The same record's next attempt. Refused for one that has not ended, and where its tag is gone. */
  RetrySyncRecord: operation({
    group: "Console",
    summary: "Try a synchronization again",
    method: "POST",
    path: "/api/sync-records/{record_id}/retry",
    params: recordParams,
    success: 204,
  }),
  /** Refused for one that has ended. */
  CancelSyncRecord: operation({
    group: "Console",
    summary: "Cancel a synchronization that waits or runs",
    method: "POST",
    path: "/api/sync-records/{record_id}/cancel",
    params: recordParams,
    success: 204,
  }),
  /** Each image has its own outcome: a failure for one does not stop the others. */
  CreateSyncRules: operation({
    group: "Console",
    summary: "Copy every later push of several images to another region",
    method: "POST",
    path: "/api/sync-rules",
    body: z.object({
      ...targetFields,
      images: z
        .array(
          z.object({
            namespace: z.string().max(ORGANIZATION_NAME_MAX),
            repository: z.string().max(IMAGE_NAME_MAX),
          }),
        )
        .min(1)
        .max(IMAGES_PER_SYNC_BATCH),
    }),
    response: z.object({
      images: z.array(z.object({ namespace: z.string(), repository: z.string(), outcome: outcomeSchema })),
    }),
    success: 200,
  }),
  /** What a new rule leaves out: the tags that are there already. */
  SyncPresentTags: operation({
    group: "Console",
    summary: "Copy all tags an image has now to another region",
    method: "POST",
    path: "/api/images/{namespace}/{repository}/sync-present",
    params: imageParams,
    body: z.object(targetFields),
    response: z.object({ queued: z.number().int() }),
    success: 200,
  }),
};
