/** Images shared between accounts: by the caller's account to others (`self`) or to it (`thirdparty`). */
import { z } from "zod";
import { operation } from "./define.ts";
import { listedImageSchema, v3ImagePageSchema } from "./images.ts";
import { limitSchema, numberMarkerSchema, offsetSchema, orderTypeSchema } from "./paging.ts";
import { flagParam, orderColumnParam } from "./parameters.ts";

/** `updated_at`, where the list of one's own images says `updated_time`. */
export const SHARED_IMAGE_ORDER_COLUMNS = [
  "updated_at",
  "name",
  "tag_count",
  "namespace",
  "domain_name",
] as const;

export const sharedImageListQuery = z.object({
  center: z.enum(["self", "thirdparty"]).optional(),
  /** Exact as a parameter, fuzzy as a filter key. */
  namespace: z.string().optional(),
  /** Fuzzy; a slash is written `$`. */
  name: z.string().optional(),
  /** Name of the owning account. */
  domain_name: z.string().optional(),
  /** Only images with a share that is still valid, or with one that is not. */
  status: z.enum(["true", "false"]).optional(),
  limit: limitSchema.optional(),
  offset: offsetSchema.optional(),
  order_column: orderColumnParam(SHARED_IMAGE_ORDER_COLUMNS).optional(),
  order_type: orderTypeSchema.optional(),
});

const sharedImageSchema = listedImageSchema.extend({
  /** Of one shared to the caller, until when, as it was sent. The console's own sessions are told. */
  deadline: z.string().optional(),
});

export type SharedImage = z.infer<typeof sharedImageSchema>;

const group = "Repositories";

export const sharedImageOperations = {
  /** `center` is mandatory, but a `filter` may be what carries it. */
  ListSharedReposDetails: operation({
    group,
    summary: "List shared images",
    method: "GET",
    path: "/v2/manage/shared-repositories",
    query: sharedImageListQuery.extend({ filter: z.string().optional() }),
    response: z.array(sharedImageSchema),
    success: 200,
    responseHeaders: ["Content-Range"],
    errors: [400, 401, 500],
  }),
  /** v3 calls the selector `shared_by`. */
  ListSharedRepoDetails: operation({
    group,
    summary: "List shared images (v3)",
    method: "GET",
    path: "/v3/manage/shared-repositories",
    query: z.object({
      shared_by: z.enum(["self", "thirdparty"]),
      namespace: z.string().optional(),
      name: z.string().optional(),
      status: flagParam.optional(),
      limit: limitSchema.optional(),
      marker: numberMarkerSchema.optional(),
    }),
    response: v3ImagePageSchema,
    success: 200,
    errors: [400, 401, 500],
  }),
};
