import { Webhook as StandardWebhook } from "standardwebhooks";
import { vi } from "vitest";
import { jobContext } from "../../server/context.ts";
import { eventBody } from "../../server/deliveries/event.ts";
import { newSecret, sealSecret } from "../../server/deliveries/secret.ts";
import type { Deps } from "../../server/deps.ts";
import type { Outbound, OutboundAnswer, OutboundRequest } from "../../server/ports/outbound.ts";

/** A webhook of an image and what it sent: one delivery, which succeeded. Answers the delivery's id. */
export async function layDelivery(
  deps: Deps,
  { imageId, webhookId }: { imageId: number; webhookId: string },
): Promise<number> {
  const { db, clock } = deps;
  const made = { creator_name: "admin", created_at: clock().toISOString() };
  const image = await db
    .selectFrom("images")
    .select(["account_id", "organization_id", "name"])
    .where("id", "=", imageId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto("webhooks")
    .values({
      id: webhookId,
      account_id: image.account_id,
      organization_id: image.organization_id,
      image_id: imageId,
      name: "ci",
      url: "https://ci.example/hook",
      on_push: 1,
      on_delete: 0,
      type: "all",
      condition: "",
      enabled: 1,
      sealed_secret: await sealSecret(deps, webhookId, newSecret()),
      ...made,
    })
    .execute();
  const message_id = `msg_${webhookId}`;
  const place = { organization: "team", image: image.name };
  const { id } = await db
    .insertInto("webhook_deliveries")
    .values({
      webhook_id: webhookId,
      message_id,
      cause: "event",
      event: "swr.tag.pushed",
      image: image.name,
      tag: "v1",
      body: eventBody(jobContext(deps, "test"), message_id, place, { type: "swr.tag.pushed", tag: "v1" }),
      state: "success",
      status: 204,
      attempts: 1,
      ...made,
      ended_at: made.created_at,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** What a receiver got. */
export interface Received {
  url: string;
  id: string;
  timestamp: number;
  signature: string;
  contentType: string;
  body: string;
  event: {
    type: string;
    subject?: string;
    source: string;
    id: string;
    time: string;
    data: Record<string, unknown>;
  };
}

export interface FakeReceivers {
  outbound: Outbound;
  /** In the order in which they came. */
  received: Received[];
  /** What is answered, by default 204. */
  answer: (request: OutboundRequest) => OutboundAnswer | Promise<OutboundAnswer>;
}

export function answering(status: number, headers: Record<string, string> = {}, text = ""): OutboundAnswer {
  return { status, headers: new Headers(headers), text };
}

/** Stands where requests leave the service. */
export function createFakeReceivers(): FakeReceivers {
  const receivers: FakeReceivers = {
    received: [],
    answer: () => answering(204),
    async outbound(request) {
      const { url, headers } = request;
      const body = String(request.body);
      receivers.received.push({
        url,
        id: headers["webhook-id"] ?? "",
        timestamp: Number(headers["webhook-timestamp"]),
        signature: headers["webhook-signature"] ?? "",
        contentType: headers["content-type"] ?? "",
        body,
        event: JSON.parse(body) as Received["event"],
      });
      return await receivers.answer(request);
    },
  };
  return receivers;
}

/** As receivers do by the published library, at the time of the request. Throws where it refuses. */
export function verify(secret: string, { id, timestamp, signature }: Received, body: string): void {
  vi.useFakeTimers({ toFake: ["Date"], now: timestamp * 1000 });
  try {
    new StandardWebhook(secret).verify(body, {
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signature,
    });
  } finally {
    vi.useRealTimers();
  }
}
