/** What a trigger did, followed to the end of the roll-out, and what can be done about it. */
import { z } from "zod";
import { operation } from "../operations/define.ts";
import { limitSchema, offsetSchema } from "../operations/paging.ts";
import { imageParams } from "../operations/parameters.ts";
import { clusterFailureReasons } from "./clusters.ts";

const stateSchema = z.enum([
  "waiting",
  /** The image is set, and the roll-out is followed. */
  "rolling",
  "success",
  "failed",
]);

export type FiringState = z.infer<typeof stateSchema>;

const reasonSchema = z.enum([
  /** These are successes. */
  "complete",
  /** The workload runs this reference and content already: nothing was sent. */
  "unchanged",
  /** The image is set; Pods change when the Deployment is resumed. */
  "paused",
  /** The image is set; Pods change when they are deleted. */
  "on_delete",
  /** The image is set in the Pods that the partition allows. */
  "partition",
  /** A later firing of the trigger has set its image. */
  "superseded",
  /** These are failures, as are those of the cluster. */
  "stalled",
  /** Another change of the workload came before the roll-out's end. */
  "replaced",
  "no_cluster",
  "no_container",
  "internal",
  ...clusterFailureReasons,
]);

export type FiringReason = z.infer<typeof reasonSchema>;

const changeSchema = z.object({
  container: z.string(),
  is_init: z.boolean(),
  before: z.string(),
  after: z.string(),
});

export type ImageChange = z.infer<typeof changeSchema>;

export const firingSchema = z.object({
  id: z.number().int(),
  cause: z.enum(["push", "retry", "rollback"]),
  tag: z.string(),
  digest: z.string(),
  state: stateSchema,
  /** Null until it has ended. */
  reason: reasonSchema.nullable(),
  /** The cluster's words, or how far the roll-out is. */
  detail: z.string(),
  changes: z.array(changeSchema),
  /** The changes a rollback would make; none where nothing was set, or no other image is known. */
  back: z.array(changeSchema),
  creator_name: z.string(),
  created_at: z.string(),
  set_at: z.string().nullable(),
  ended_at: z.string().nullable(),
});

export type Firing = z.infer<typeof firingSchema>;

const triggerParams = imageParams.extend({ trigger: z.string() });
const firingParams = triggerParams.extend({ firing_id: z.coerce.number().int() });
const path = "/api/images/{namespace}/{repository}/triggers/{trigger}/firings";
const made = z.object({ id: z.number().int() });

export const firingOperations = {
  /** The newest first. */
  ListTriggerFirings: operation({
    group: "Console",
    summary: "List what a trigger did",
    method: "GET",
    path,
    params: triggerParams,
    query: z.object({ limit: limitSchema.optional(), offset: offsetSchema.optional() }),
    response: z.object({ total: z.number().int(), firings: z.array(firingSchema) }),
    success: 200,
  }),
  /** A firing of its own, with the same tag and content. */
  RetryFiring: operation({
    group: "Console",
    summary: "Fire a trigger again",
    method: "POST",
    path: `${path}/{firing_id}/retry`,
    params: firingParams,
    response: made,
    success: 201,
  }),
  RollBackFiring: operation({
    group: "Console",
    summary: "Set the images again that were there before",
    method: "POST",
    path: `${path}/{firing_id}/rollback`,
    params: firingParams,
    response: made,
    success: 201,
  }),
};
