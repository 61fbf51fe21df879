/** Every share of the account, over all its images. SWR has lists of one image's shares, and of images, only. */
import { z } from "zod";
import { USER_NAME_MAX } from "../limits.ts";
import { IMAGE_NAME_MAX, ORGANIZATION_NAME_MAX } from "../names.ts";
import { operation } from "../operations/define.ts";
import { limitSchema, offsetSchema, orderTypeSchema } from "../operations/paging.ts";
import { SHARE_STATES } from "../shares.ts";

/** Days ahead that a list of what ends soon may look. */
const DAYS_AHEAD_MAX = 3650;

const shareSchema = z.object({
  id: z.number().int(),
  namespace: z.string(),
  repository: z.string(),
  /** Name of the other account: with whom, or, of what comes in, whose. */
  account: z.string(),
  /** As it was sent. */
  deadline: z.string(),
  /** The instant from which it no longer counts; null for one that never ends. */
  ends_at: z.string().nullable(),
  state: z.enum(SHARE_STATES),
  created: z.string(),
  updated: z.string(),
  /** What its maker wrote, and who that was: the owner's alone. */
  description: z.string().optional(),
  creator_name: z.string().optional(),
});

export const shareLedgerOperations = {
  /** By when they end, soonest first unless `order_type` says otherwise. */
  ListShares: operation({
    group: "Console",
    summary: "List the account's shares, out or in",
    method: "GET",
    path: "/api/shares",
    query: z.object({
      /** `out`: shares of images the caller may share. `in`: shares of others' images with this account. */
      direction: z.enum(["out", "in"]),
      namespace: z.string().max(ORGANIZATION_NAME_MAX).optional(),
      /** Parts of the names. */
      namespace_contains: z.string().max(ORGANIZATION_NAME_MAX).optional(),
      repository: z.string().max(IMAGE_NAME_MAX).optional(),
      account: z.string().max(USER_NAME_MAX).optional(),
      state: z.enum(SHARE_STATES).optional(),
      /** Only what has not ended, and will have so many days from now. */
      ends_within_days: z.coerce.number().int().min(1).max(DAYS_AHEAD_MAX).optional(),
      limit: limitSchema.optional(),
      offset: offsetSchema.optional(),
      order_type: orderTypeSchema.optional(),
    }),
    response: z.object({ total: z.number().int(), shares: z.array(shareSchema) }),
    success: 200,
    errors: [400, 401, 500],
  }),
};
