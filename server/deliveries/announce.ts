/** Adds deliveries for the webhooks to be told of a moved or deleted tag, in the transaction of that change. */
import type { Kysely } from "kysely";
import { DELIVERIES_WAITING_MAX } from "../../core/limits.ts";
import { firesFor } from "../../core/trigger-condition.ts";
import { type ActorContext, actorName } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import type { MovedTag } from "../firings/fire.ts";
import { enqueue } from "../jobs/queue.ts";
import { type EventFacts, eventBody, newMessageId } from "./event.ts";
import { DELIVERY_JOB } from "./run.ts";

/** Names that the event of a deleted image lists. */
const TAGS_LISTED = 1000;
/** Rows of a statement, far below SQLite's limit of 32766 values. */
const ROWS = 500;

interface TagAt {
  name: string;
  digest: string;
}

type Webhook = Awaited<ReturnType<typeof webhooksOn.push>>[number];

/** The same content again is no event. */
export async function announcePush(context: ActorContext, imageId: number, tag: MovedTag): Promise<void> {
  if (tag.digest === tag.previousDigest) return;
  const webhooks = await webhooksOn.push(context.db, imageId);
  const concerned = webhooks.filter((webhook) => firesFor(webhook, tag.name));
  if (concerned.length === 0) return;
  const data = {
    digest: tag.digest,
    previous_digest: tag.previousDigest ?? null,
    ...(await contentOf(context, imageId, tag.digest)),
  };
  for (const webhook of concerned)
    await addDeliveries(context, webhook, [{ type: "swr.tag.pushed", tag: tag.name, data }]);
}

/** To be called while the tags' manifests are still there. */
export async function announceDeletion(
  context: ActorContext,
  imageId: number,
  tags: readonly TagAt[],
): Promise<void> {
  const webhooks = await webhooksOn.delete(context.db, imageId);
  for (const webhook of webhooks) {
    const facts: EventFacts[] = [];
    for (const { name, digest } of tags.filter((tag) => firesFor(webhook, tag.name))) {
      const data = { digest, ...(await contentOf(context, imageId, digest)) };
      facts.push({ type: "swr.tag.deleted", tag: name, data });
    }
    await addDeliveries(context, webhook, facts);
  }
}

/**
 * One event, however many tags go with the image. Only the organization's webhooks are told: the image's own are
 * deleted with it.
 */
export async function prepareImageDeletion(
  { db }: ActorContext,
  imageId: number,
): Promise<(context: ActorContext) => Promise<void>> {
  const webhooks = (await webhooksOn.delete(db, imageId)).filter((it) => it.image_id === null);
  if (webhooks.length === 0) return async () => undefined;
  const concerned = webhooks.map((webhook) => ({ webhook, tags: [] as string[], tag_count: 0 }));
  for await (const names of tagNames(db, imageId)) {
    for (const it of concerned) {
      const own = names.filter((name) => firesFor(it.webhook, name));
      it.tags.push(...own.slice(0, TAGS_LISTED - it.tags.length));
      it.tag_count += own.length;
    }
  }
  return async (context) => {
    for (const { webhook, ...data } of concerned) {
      if (data.tag_count === 0 && webhook.type !== "all") continue;
      await addDeliveries(context, webhook, [{ type: "swr.image.deleted", data }]);
    }
  };
}

/** Page by page in their order, with time for others in between. */
async function* tagNames(db: Kysely<Database>, imageId: number): AsyncGenerator<string[]> {
  let page = [""];
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    const rows = await db
      .selectFrom("tags")
      .select("name")
      .where("image_id", "=", imageId)
      .where("name", ">", last)
      .orderBy("name")
      .limit(ROWS)
      .execute();
    page = rows.map(({ name }) => name);
    yield page;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** The enabled webhooks of the image and of its organization. */
const webhooksOn = { push: findWebhooks("on_push"), delete: findWebhooks("on_delete") };

function findWebhooks(event: "on_push" | "on_delete") {
  return prepared((db, imageId: Param<number>) =>
    db
      .selectFrom("images")
      .innerJoin("webhooks", "webhooks.organization_id", "images.organization_id")
      .innerJoin("organizations", "organizations.id", "images.organization_id")
      .select(["webhooks.id", "webhooks.image_id", "webhooks.type", "webhooks.condition"])
      .select(["images.name as image", "organizations.name as organization"])
      .where("images.id", "=", imageId)
      .where(({ eb, or, ref }) =>
        or([eb("webhooks.image_id", "is", null), eb("webhooks.image_id", "=", ref("images.id"))]),
      )
      .where("webhooks.enabled", "=", 1)
      .where(`webhooks.${event}`, "=", 1),
  );
}

async function contentOf({ db }: ActorContext, imageId: number, digest: string) {
  return await db
    .selectFrom("manifests")
    .select(["media_type", "size"])
    .where("image_id", "=", imageId)
    .where("digest", "=", digest)
    .executeTakeFirst();
}

/** Where more wait than may, the rest is only counted (`missed`), never sent. */
async function addDeliveries(
  context: ActorContext,
  webhook: Webhook,
  facts: readonly EventFacts[],
): Promise<void> {
  if (facts.length === 0) return;
  const { db, clock } = context;
  const { waiting } = await db
    .selectFrom("webhook_deliveries")
    .select(countRows().as("waiting"))
    .where("webhook_id", "=", webhook.id)
    .where("next_at", "is not", null)
    .executeTakeFirstOrThrow();
  const sent = facts.slice(0, Math.max(0, DELIVERIES_WAITING_MAX - waiting));
  const now = clock().toISOString();
  for (let start = 0; start < sent.length; start += ROWS) {
    const rows = sent.slice(start, start + ROWS).map((fact) => {
      const message_id = newMessageId();
      return {
        webhook_id: webhook.id,
        message_id,
        cause: "event" as const,
        event: fact.type,
        image: webhook.image,
        tag: fact.tag ?? null,
        body: eventBody(context, message_id, webhook, fact),
        state: "waiting" as const,
        next_at: now,
        creator_name: actorName(context),
        created_at: now,
      };
    });
    await db.insertInto("webhook_deliveries").values(rows).execute();
  }
  if (sent.length < facts.length) {
    await db
      .updateTable("webhooks")
      .set(({ eb }) => ({ missed: eb("missed", "+", facts.length - sent.length) }))
      .where("id", "=", webhook.id)
      .execute();
  }
  if (sent.length > 0) await enqueue(context, { kind: DELIVERY_JOB, key: webhook.id });
}
