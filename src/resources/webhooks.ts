import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Delivery, DeliveryDetail, DeliveryState } from "../../core/console-operations/deliveries.ts";
import type { Webhook } from "../../core/console-operations/webhooks.ts";
import { WEBHOOK_STATES } from "../../core/operations/facts.ts";
import { call, operationQuery } from "../api/client.ts";
import type { ListPlace } from "./list-place.ts";
import { refresh } from "./refresh.ts";

/** How often the page looks at deliveries under way, and for new ones, in milliseconds. */
const FOLLOW_MS = 2_000;
const QUIET_MS = 10_000;

/** Of the organization as a whole where no image is named. */
export interface WebhookPlace {
  organization: string;
  image?: string;
}

const placeParams = ({ organization, image }: WebhookPlace) => ({
  namespace: organization,
  ...(image !== undefined && { repository: image }),
});

export type WebhookSettings = Pick<
  Webhook,
  "name" | "url" | "events" | "condition_type" | "condition" | "enabled"
>;

/** In the order they were made. Follows whether they work. */
export function webhooksQuery(place: WebhookPlace) {
  return queryOptions({
    ...operationQuery("ListWebhooks", { query: placeParams(place) }),
    select: ({ webhooks }) => webhooks,
    refetchInterval: QUIET_MS,
  });
}

/** Webhooks in trouble that are named. */
const NAMED = 3;

/** Webhooks that somebody has to look after, of those the person may set. */
export const troubledWebhooksQuery = operationQuery("ListAccountWebhooks", {
  query: { state: "trouble", limit: NAMED, offset: 0 },
});

/** The service knows one order. */
export const WEBHOOK_LEDGER = {
  columns: ["failing"],
  sort: { column: "failing", order: "asc" },
} as const;

/** Empty where there is none; `state` is one of WEBHOOK_STATES. */
export interface WebhookFilters {
  organization: string;
  image: string;
  state: string;
}

/** As the address has them. */
export function webhookFilters({ filter }: { filter: (name: string) => string }): WebhookFilters {
  return { organization: filter("organization"), image: filter("image"), state: filter("state") };
}

export function toWebhookLedgerQuery({ organization, image, state }: WebhookFilters) {
  return {
    namespace: organization === "" ? undefined : organization,
    repository: image === "" ? undefined : image,
    state: WEBHOOK_STATES.find((known) => known === state),
  };
}

/** Follows whether they work. */
export function webhookLedgerQuery(
  { page, size }: Pick<ListPlace<string>, "page" | "size">,
  filters: WebhookFilters,
) {
  const query = { ...toWebhookLedgerQuery(filters), limit: size, offset: (page - 1) * size };
  return queryOptions({
    ...operationQuery("ListAccountWebhooks", { query }),
    placeholderData: keepPreviousData,
    refetchInterval: QUIET_MS,
  });
}

const isDue = ({ state, tries }: Delivery) => state === "waiting" && tries.length === 0;

/** Follows those on their way; a further try may be hours off. */
export function deliveriesQuery(
  id: string,
  state: DeliveryState | undefined,
  { page, size }: Pick<ListPlace<string>, "page" | "size">,
) {
  return queryOptions({
    ...operationQuery("ListDeliveries", {
      params: { webhook_id: id },
      query: { ...(state && { state }), limit: size, offset: (page - 1) * size },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.deliveries.some(isDue) ? FOLLOW_MS : QUIET_MS),
  });
}

/** Asked for again with each try. */
export function deliveryQuery(id: string, { id: deliveryId, tries }: Pick<Delivery, "id" | "tries">) {
  const input = { params: { webhook_id: id, delivery_id: deliveryId } };
  return queryOptions({
    queryKey: ["ShowDelivery", input, tries.length],
    queryFn: ({ signal }) => call("ShowDelivery", input, signal),
    placeholderData: keepPreviousData,
  });
}

/** Resolves with its secret once the page shows it. Throws ApiError. */
export async function createWebhook(place: WebhookPlace, settings: WebhookSettings): Promise<string> {
  const { secret } = await call("CreateWebhook", { body: { ...placeParams(place), ...settings } });
  await refresh("CreateWebhook");
  return secret;
}

/** Resolves once the page shows the change. Throws ApiError. */
export async function changeWebhook(id: string, changes: Partial<WebhookSettings>): Promise<void> {
  await call("UpdateWebhook", { params: { webhook_id: id }, body: changes });
  await refresh("UpdateWebhook");
}

/** Resolves with the new secret, and until when the old one signs as well. Throws ApiError. */
export async function rotateWebhookSecret(id: string): Promise<{ secret: string; old_secret_until: string }> {
  const made = await call("RotateWebhookSecret", { params: { webhook_id: id } });
  await refresh("RotateWebhookSecret");
  return made;
}

/** Resolves once the page shows it no longer. Throws ApiError. */
export async function deleteWebhook(id: string): Promise<void> {
  await call("DeleteWebhook", { params: { webhook_id: id } });
  await refresh("DeleteWebhook");
}

/** Resolves with the outcome once the page shows it. Throws ApiError. */
export async function sendTestEvent(id: string): Promise<DeliveryDetail> {
  const sent = await call("TestWebhook", { params: { webhook_id: id } });
  await refresh("TestWebhook");
  return sent;
}

/** Resolves with the outcome once the page shows it. Throws ApiError. */
export async function redeliver(id: string, deliveryId: number): Promise<DeliveryDetail> {
  const sent = await call("Redeliver", { params: { webhook_id: id, delivery_id: deliveryId } });
  await refresh("Redeliver");
  return sent;
}

/** One of many. Does not refresh what shows it: webhooksRedelivered does, once for all. Throws ApiError. */
export function redeliverOne(webhook_id: string, delivery_id: number): Promise<DeliveryDetail> {
  return call("Redeliver", { params: { webhook_id, delivery_id } });
}

/** Resolves once the page shows how they fare. */
export const webhooksRedelivered = () => refresh("Redeliver");
