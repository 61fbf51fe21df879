/** Triggers with what each did last: of an image, and over all of an account's. SWR lists one image's, without it. */
import { z } from "zod";
import { IMAGE_NAME_MAX, ORGANIZATION_NAME_MAX } from "../names.ts";
import { operation } from "../operations/define.ts";
import { TRIGGER_STATES } from "../operations/facts.ts";
import { limitSchema, offsetSchema } from "../operations/paging.ts";
import { imageParams } from "../operations/parameters.ts";
import { newTriggerSchema } from "../operations/triggers.ts";
import { firingSchema } from "./firings.ts";

const HOURS_MAX = 24 * 366;

const triggerEntrySchema = z.object({
  namespace: z.string(),
  repository: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  trigger_type: z.enum(["all", "tag", "regular"]),
  condition: z.string(),
  cluster_id: z.string(),
  cluster_name: z.string(),
  /** False once the cluster was deleted: whatever it fires fails. */
  has_cluster: z.boolean(),
  cluster_ns: z.string(),
  app_type: z.enum(["deployments", "statefulsets"]),
  application: z.string(),
  /** Names with `;` between; empty for every container that uses the image. */
  container: z.string(),
  creator_name: z.string(),
  created_at: z.string(),
  /** Null where it never fired. */
  last_firing: firingSchema
    .pick({ id: true, cause: true, tag: true, state: true, reason: true, created_at: true, ended_at: true })
    .nullable(),
});

export type TriggerEntry = z.infer<typeof triggerEntrySchema>;

export const triggerConsoleOperations = {
  /** All of them, in the order they were made. */
  ListImageTriggers: operation({
    group: "Console",
    summary: "List an image's triggers, and what each did last",
    method: "GET",
    path: "/api/images/{namespace}/{repository}/triggers",
    params: imageParams,
    response: z.object({ triggers: z.array(triggerEntrySchema) }),
    success: 200,
  }),
  /** Replaces the whole trigger. If the workload is another, the history is deleted. */
  ChangeTrigger: operation({
    group: "Console",
    summary: "Change a trigger",
    method: "PUT",
    path: "/api/images/{namespace}/{repository}/triggers/{trigger}",
    params: imageParams.extend({ trigger: z.string() }),
    body: newTriggerSchema,
    success: 204,
  }),
  /** Of the images the caller sees. What fired last comes first, what never did at the end. */
  ListTriggers: operation({
    group: "Console",
    summary: "List the account's triggers, and what each did last",
    method: "GET",
    path: "/api/triggers",
    query: z.object({
      namespace: z.string().max(ORGANIZATION_NAME_MAX).optional(),
      /** A part of the name. */
      repository: z.string().max(IMAGE_NAME_MAX).optional(),
      cluster_id: z.string().max(255).optional(),
      state: z.enum(TRIGGER_STATES).optional(),
      /** Only what fired within so many hours. */
      fired_within_hours: z.coerce.number().int().min(1).max(HOURS_MAX).optional(),
      limit: limitSchema.optional(),
      offset: offsetSchema.optional(),
    }),
    response: z.object({ total: z.number().int(), triggers: z.array(triggerEntrySchema) }),
    success: 200,
  }),
};
