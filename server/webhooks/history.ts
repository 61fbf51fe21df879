/** What a webhook sent. Also redelivery and test events, which are sent at once and answer with the outcome. */
import type { Selectable } from "kysely";
import type {
  Delivery,
  DeliveryDetail,
  DeliveryState,
  DeliveryTry,
  SentHeader,
} from "../../core/console-operations/deliveries.ts";
import { actorName, type Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import type { Database } from "../db/schema.ts";
import { eventBody, newMessageId } from "../deliveries/event.ts";
import { columnsOf, forgetOld, recordHealth } from "../deliveries/record.ts";
import { send } from "../deliveries/send.ts";
import { SwrError } from "../errors.ts";
import type { Page } from "../list-query.ts";
import { inTransaction } from "../transaction.ts";
import { findWebhook, type WebhookRow } from "./find-webhook.ts";

type Row = Selectable<Database["webhook_deliveries"]>;

/** The newest first. */
export async function listDeliveries(
  context: Context,
  webhookId: string,
  state: DeliveryState | undefined,
  page: Page,
): Promise<{ total: number; deliveries: Delivery[] }> {
  const { id } = await findWebhook(context, webhookId);
  const found = context.db
    .selectFrom("webhook_deliveries")
    .where("webhook_id", "=", id)
    .$if(state !== undefined, (query) => query.where("state", "=", state ?? "waiting"));
  const rows = await found.selectAll().orderBy("id", "desc").offset(page.offset).limit(page.limit).execute();
  const { total } = await found.select(countRows().as("total")).executeTakeFirstOrThrow();
  return { total, deliveries: rows.map(present) };
}

export async function showDelivery(context: Context, webhookId: string, id: number): Promise<DeliveryDetail> {
  await findWebhook(context, webhookId);
  return presentWhole(await findDelivery(context, webhookId, id));
}

/** Sends the same event under the same id, signed anew. */
export async function redeliver(context: Context, webhookId: string, id: number): Promise<DeliveryDetail> {
  const webhook = await findWebhook(context, webhookId);
  const { message_id, event, image, tag, body } = await findDelivery(context, webhookId, id);
  return await deliverNow(context, webhook, { cause: "redelivery", message_id, event, image, tag, body });
}

export async function sendTest(context: Context, webhookId: string): Promise<DeliveryDetail> {
  const webhook = await findWebhook(context, webhookId);
  const message_id = newMessageId();
  const event = "swr.webhook.test" as const;
  const place = { organization: webhook.organization, image: webhook.image ?? undefined };
  const body = eventBody(context, message_id, place, { type: event });
  const image = webhook.image;
  return await deliverNow(context, webhook, { cause: "test", message_id, event, image, tag: null, body });
}

type Message = Pick<Row, "cause" | "message_id" | "event" | "image" | "tag" | "body">;

/** Makes one try and records it. Also for a webhook that is off, so that it can be tested before it is switched on. */
async function deliverNow(context: Context, webhook: WebhookRow, message: Message): Promise<DeliveryDetail> {
  const created_at = context.clock().toISOString();
  const outcome = await send(context, webhook, message);
  return await inTransaction(context, async (within) => {
    await findWebhook(within, webhook.id);
    const row = await within.db
      .insertInto("webhook_deliveries")
      .values({
        webhook_id: webhook.id,
        ...message,
        ...columnsOf({ attempts: 0, tries: "[]" }, outcome),
        state: outcome.reason === null ? "success" : "failed",
        creator_name: actorName(within),
        created_at,
        ended_at: within.clock().toISOString(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordHealth(within, webhook.id, outcome);
    await forgetOld(within, webhook.id);
    return presentWhole(row);
  });
}

async function findDelivery({ db }: Context, webhookId: string, id: number): Promise<Row> {
  const row = await db
    .selectFrom("webhook_deliveries")
    .selectAll()
    .where("webhook_id", "=", webhookId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw new SwrError("deliveryNotFound", String(id));
  return row;
}

function present(row: Row): Delivery {
  return {
    id: row.id,
    message_id: row.message_id,
    cause: row.cause,
    event: row.event,
    image: row.image,
    tag: row.tag,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    status: row.status,
    tries: JSON.parse(row.tries) as DeliveryTry[],
    next_at: row.next_at,
    creator_name: row.creator_name,
    created_at: row.created_at,
    ended_at: row.ended_at,
  };
}

function presentWhole(row: Row): DeliveryDetail {
  const headers = (text: string | null) => (text === null ? null : (JSON.parse(text) as SentHeader[]));
  return {
    ...present(row),
    url: row.url,
    request_headers: headers(row.request_headers),
    body: row.body,
    answer_headers: headers(row.answer_headers),
    answer_body: row.answer_body,
    answer_is_cut: row.answer_is_cut === 1,
  };
}
