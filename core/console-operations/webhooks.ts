/** Webhooks: addresses that are told of pushed and deleted tags, of an image or of all images of an organization. */
import { z } from "zod";
import { WEBHOOK_NAME_MAX, WEBHOOK_URL_MAX } from "../limits.ts";
import { IMAGE_NAME_MAX, imageNameFromUrl, ORGANIZATION_NAME_MAX } from "../names.ts";
import { operation } from "../operations/define.ts";
import { WEBHOOK_STATES } from "../operations/facts.ts";
import { limitSchema, offsetSchema } from "../operations/paging.ts";
import { deliverySchema } from "./deliveries.ts";

const eventSchema = z.enum(["push", "delete"]);

/** Of the organization as a whole where no image is named. */
const placeSchema = z.object({
  namespace: z.string(),
  repository: z.string().transform(imageNameFromUrl).optional(),
});

const settingsSchema = z.object({
  name: z.string().trim().min(1).max(WEBHOOK_NAME_MAX),
  /** http or https, without user and password. */
  url: z.string().trim().min(1).max(WEBHOOK_URL_MAX),
  events: z.array(eventSchema).min(1).max(2),
  /** As triggers have it (core/trigger-condition.ts). */
  condition_type: z.enum(["all", "tag", "regular"]),
  condition: z.string(),
  enabled: z.boolean(),
});

const webhookSchema = settingsSchema.extend({
  id: z.string(),
  /** `gone`: the receiver answered 410, which switched it off. */
  off_reason: z.enum(["gone"]).nullable(),
  /** When the first try failed since one last succeeded. */
  failing_since: z.string().nullable(),
  /** Its address lies inside a network, which only the operator may open. */
  is_blocked: z.boolean(),
  /** Number of events not sent since it was last saved, as too many waited. */
  missed: z.number().int(),
  waiting: z.number().int(),
  last_success_at: z.string().nullable(),
  /** Until when the secret before signs as well. */
  old_secret_until: z.string().nullable(),
  creator_name: z.string(),
  created_at: z.string(),
});

export type Webhook = z.infer<typeof webhookSchema>;

const entrySchema = webhookSchema.extend({
  namespace: z.string(),
  /** Null: of the organization as a whole. */
  repository: z.string().nullable(),
  /** Null where it sent nothing yet. */
  last_delivery: deliverySchema
    .pick({ id: true, event: true, state: true, reason: true, created_at: true })
    .nullable(),
});

export type WebhookEntry = z.infer<typeof entrySchema>;

const webhookParams = z.object({ webhook_id: z.string() });

/** `whsec_` and Base64, as Standard Webhooks write it. It is shown this once. */
const secret = z.string();

export const webhookOperations = {
  ListWebhooks: operation({
    group: "Console",
    summary: "List the webhooks of an image or an organization",
    method: "GET",
    path: "/api/webhooks",
    query: placeSchema,
    response: z.object({ webhooks: z.array(webhookSchema) }),
    success: 200,
  }),
  /** Of those the caller may set. What fails comes first, the longest at the top. */
  ListAccountWebhooks: operation({
    group: "Console",
    summary: "List the account's webhooks, and what each sent last",
    method: "GET",
    path: "/api/account-webhooks",
    query: z.object({
      namespace: z.string().max(ORGANIZATION_NAME_MAX).optional(),
      /** A part of the image's name. */
      repository: z.string().max(IMAGE_NAME_MAX).optional(),
      state: z.enum(WEBHOOK_STATES).optional(),
      limit: limitSchema.optional(),
      offset: offsetSchema.optional(),
    }),
    response: z.object({ total: z.number().int(), webhooks: z.array(entrySchema) }),
    success: 200,
  }),
  CreateWebhook: operation({
    group: "Console",
    summary: "Create a webhook",
    method: "POST",
    path: "/api/webhooks",
    body: placeSchema.extend(settingsSchema.shape),
    response: z.object({ webhook: webhookSchema, secret }),
    success: 201,
  }),
  UpdateWebhook: operation({
    group: "Console",
    summary: "Change a webhook",
    method: "PATCH",
    path: "/api/webhooks/{webhook_id}",
    params: webhookParams,
    body: settingsSchema.partial(),
    response: webhookSchema,
    success: 200,
  }),
  /** The one before signs as well until the time that is answered, so that receivers can change over. */
  RotateWebhookSecret: operation({
    group: "Console",
    summary: "Give a webhook a new secret",
    method: "POST",
    path: "/api/webhooks/{webhook_id}/secret",
    params: webhookParams,
    response: z.object({ secret, old_secret_until: z.string() }),
    success: 201,
  }),
  DeleteWebhook: operation({
    group: "Console",
    summary: "Delete a webhook with its history",
    method: "DELETE",
    path: "/api/webhooks/{webhook_id}",
    params: webhookParams,
    success: 204,
  }),
};
