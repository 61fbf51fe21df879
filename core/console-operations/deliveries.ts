/** What webhooks sent, and what was answered. */
import { z } from "zod";
import { operation } from "../operations/define.ts";
import { limitSchema, offsetSchema } from "../operations/paging.ts";
import { outboundFailures } from "../outbound-failures.ts";

const stateSchema = z.enum(["waiting", "success", "failed", "cancelled"]);

export type DeliveryState = z.infer<typeof stateSchema>;

const reasonSchema = z.enum([
  /** Answered, but with no success. */
  "refused",
  /** 410: the webhook was switched off. */
  "gone",
  ...outboundFailures,
  /** The secret was sealed under another key file. */
  "no_secret",
  /** Too old before a try succeeded. */
  "expired",
  /** Cancelled: the webhook was switched off while it waited. */
  "switched_off",
]);

export type DeliveryReason = z.infer<typeof reasonSchema>;

/** The `type` of the event that is sent. */
const eventTypeSchema = z.enum([
  "swr.tag.pushed",
  "swr.tag.deleted",
  "swr.image.deleted",
  "swr.webhook.test",
]);

export type EventType = z.infer<typeof eventTypeSchema>;

const trySchema = z.object({
  at: z.string(),
  /** Milliseconds. */
  took: z.number().int(),
  status: z.number().int().nullable(),
  /** Null where it succeeded. */
  reason: reasonSchema.nullable(),
});

export type DeliveryTry = z.infer<typeof trySchema>;

export const deliverySchema = z.object({
  id: z.number().int(),
  /** `webhook-id`, the same at every try and when it is delivered again. */
  message_id: z.string(),
  cause: z.enum(["event", "test", "redelivery"]),
  event: eventTypeSchema,
  image: z.string().nullable(),
  tag: z.string().nullable(),
  state: stateSchema,
  /** Of the last try that failed, or why there will be none. */
  reason: reasonSchema.nullable(),
  detail: z.string(),
  /** Of the last answer. */
  status: z.number().int().nullable(),
  tries: z.array(trySchema),
  /** Of the next try; null where there will be none. */
  next_at: z.string().nullable(),
  creator_name: z.string(),
  created_at: z.string(),
  ended_at: z.string().nullable(),
});

export type Delivery = z.infer<typeof deliverySchema>;

/** A header's name and value. */
const headerSchema = z.tuple([z.string(), z.string()]);

export type SentHeader = z.infer<typeof headerSchema>;

/** With the last try as it was sent and answered. */
const deliveryDetailSchema = deliverySchema.extend({
  /** Null before the first try. */
  url: z.string().nullable(),
  request_headers: z.array(headerSchema).nullable(),
  body: z.string(),
  /** Null where nothing was answered. */
  answer_headers: z.array(headerSchema).nullable(),
  answer_body: z.string().nullable(),
  /** What was answered is longer than what is kept. */
  answer_is_cut: z.boolean(),
});

export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>;

const webhookParams = z.object({ webhook_id: z.string() });
const deliveryParams = webhookParams.extend({ delivery_id: z.coerce.number().int() });

export const deliveryOperations = {
  /** The newest first. */
  ListDeliveries: operation({
    group: "Console",
    summary: "List what a webhook sent",
    method: "GET",
    path: "/api/webhooks/{webhook_id}/deliveries",
    params: webhookParams,
    query: z.object({
      state: stateSchema.optional(),
      limit: limitSchema.optional(),
      offset: offsetSchema.optional(),
    }),
    response: z.object({ total: z.number().int(), deliveries: z.array(deliverySchema) }),
    success: 200,
  }),
  ShowDelivery: operation({
    group: "Console",
    summary: "Show a delivery with its request and answer",
    method: "GET",
    path: "/api/webhooks/{webhook_id}/deliveries/{delivery_id}",
    params: deliveryParams,
    response: deliveryDetailSchema,
    success: 200,
  }),
  /** At once, one try: a delivery of its own with the same event. */
  Redeliver: operation({
    group: "Console",
    summary: "Deliver an event again",
    method: "POST",
    path: "/api/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver",
    params: deliveryParams,
    response: deliveryDetailSchema,
    success: 201,
  }),
  /** At once, one try. */
  TestWebhook: operation({
    group: "Console",
    summary: "Send a test event",
    method: "POST",
    path: "/api/webhooks/{webhook_id}/test",
    params: webhookParams,
    response: deliveryDetailSchema,
    success: 201,
  }),
};
