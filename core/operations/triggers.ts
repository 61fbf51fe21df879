/** Triggers: a pushed tag updates the image of a workload in a cluster. */
import { z } from "zod";
import { operation } from "./define.ts";
import { imageParams } from "./parameters.ts";

/** Unique inside the image. Source: SWR API reference, section 1.1. */
const triggerNameSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);

/** What a trigger does and where; a record of its history repeats it. */
const effectSchema = z.object({
  action: z.literal("update"),
  app_type: z.enum(["deployments", "statefulsets"]),
  /** Name of the workload. */
  application: z.string().min(1),
  /** Empty for cci. */
  cluster_id: z.string(),
  cluster_name: z.string(),
  /** The Kubernetes namespace. */
  cluster_ns: z.string().min(1),
  /** `.*` for `all`, tags separated by `;` for `tag`, a regular expression for `regular`. */
  condition: z.string().min(1),
  /** Empty for every container that uses the image. */
  container: z.string(),
});

const enableSchema = z.enum(["true", "false"]);

const settings = {
  name: triggerNameSchema,
  /** Text, not a boolean. */
  enable: enableSchema,
  trigger_mode: z.enum(["cce", "cci"]),
  trigger_type: z.enum(["all", "tag", "regular"]),
};

/** cce where no mode is given. */
export const newTriggerSchema = effectSchema
  .extend(settings)
  .partial({ cluster_id: true, cluster_name: true, container: true, trigger_mode: true })
  .refine((trigger) => trigger.trigger_mode === "cci" || Boolean(trigger.cluster_id), {
    path: ["cluster_id"],
    message: "a cce trigger needs its cluster",
  });

export const triggerSchema = effectSchema.extend(settings).extend({
  creator_name: z.string(),
  created_at: z.string(),
  /** `null` in the list, filled in the detail. */
  trigger_history: z
    .array(
      effectSchema.extend({
        tag: z.string(),
        result: z.enum(["success", "failed"]),
        detail: z.string(),
        created_at: z.string(),
        creator_name: z.string(),
      }),
    )
    .nullable(),
});

const triggerParams = imageParams.extend({ trigger: z.string() });

const group = "Triggers";

export const triggerOperations = {
  CreateTrigger: operation({
    group,
    summary: "Create a trigger",
    method: "POST",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/triggers",
    params: imageParams,
    body: newTriggerSchema,
    success: 201,
  }),
  ListTriggersDetails: operation({
    group,
    summary: "List an image's triggers",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/triggers",
    params: imageParams,
    response: z.array(triggerSchema),
    success: 200,
  }),
  ShowTrigger: operation({
    group,
    summary: "Show a trigger with its history",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/triggers/{trigger}",
    params: triggerParams,
    response: triggerSchema,
    success: 200,
  }),
  /** Everything else needs delete and create. */
  UpdateTrigger: operation({
    group,
    summary: "Switch a trigger on or off",
    method: "PATCH",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/triggers/{trigger}",
    params: triggerParams,
    body: z.object({ enable: enableSchema }),
    success: 201,
  }),
  DeleteTrigger: operation({
    group,
    summary: "Delete a trigger",
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/triggers/{trigger}",
    params: triggerParams,
    success: 204,
  }),
};
