/** Webhooks and their deliveries, from the wire to the service and back. */
import { readPage } from "../list-query.ts";
import type { Handlers } from "../operations.ts";
import { findPlace } from "./find-webhook.ts";
import { listDeliveries, redeliver, sendTest, showDelivery } from "./history.ts";
import { listAccountWebhooks } from "./ledger.ts";
import { listWebhooks, showWebhook } from "./present.ts";
import { createWebhook, deleteWebhook, rotateSecret, updateWebhook } from "./service.ts";

export const webhookHandlers = {
  async ListWebhooks(context, { query }) {
    return { value: { webhooks: await listWebhooks(context, await findPlace(context, query)) } };
  },
  async ListAccountWebhooks(context, { query }) {
    return { value: await listAccountWebhooks(context, query) };
  },
  async CreateWebhook(context, { body: { namespace, repository, ...settings } }) {
    const place = await findPlace(context, { namespace, repository });
    const { id, secret } = await createWebhook(context, place, settings);
    return { value: { webhook: await showWebhook(context, id), secret } };
  },
  async UpdateWebhook(context, { params, body }) {
    await updateWebhook(context, params.webhook_id, body);
    return { value: await showWebhook(context, params.webhook_id) };
  },
  async RotateWebhookSecret(context, { params }) {
    return { value: await rotateSecret(context, params.webhook_id) };
  },
  async DeleteWebhook(context, { params }) {
    await deleteWebhook(context, params.webhook_id);
    return { value: undefined };
  },
  async ListDeliveries(context, { params, query }) {
    return { value: await listDeliveries(context, params.webhook_id, query.state, readPage(query)) };
  },
  async ShowDelivery(context, { params }) {
    return { value: await showDelivery(context, params.webhook_id, params.delivery_id) };
  },
  async Redeliver(context, { params }) {
    return { value: await redeliver(context, params.webhook_id, params.delivery_id) };
  },
  async TestWebhook(context, { params }) {
    return { value: await sendTest(context, params.webhook_id) };
  },
} satisfies Handlers;
