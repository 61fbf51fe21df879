/** The account's webhooks that do not work, for whoever may set them. */
import type { webhookOperations } from "../../core/console-operations/webhooks.ts";
import type { AnswerOf, InputOf } from "../../core/operations/define.ts";
import { settableWebhooks } from "../access/settable-webhooks.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { readPage } from "../list-query.ts";

type ListFailing = typeof webhookOperations.ListFailingWebhooks;

export async function listFailingWebhooks(
  context: Context,
  query: InputOf<ListFailing>["query"],
): Promise<AnswerOf<ListFailing>> {
  const failing = context.db
    .selectFrom("webhooks")
    .innerJoin("organizations", "organizations.id", "webhooks.organization_id")
    .leftJoin("images", "images.id", "webhooks.image_id")
    .where(settableWebhooks(context))
    .where("webhooks.enabled", "=", 1)
    .where((eb) => eb.or([eb("webhooks.is_blocked", "=", 1), eb("webhooks.failing_since", "is not", null)]));
  const { total } = await failing.select(countRows().as("total")).executeTakeFirstOrThrow();
  const { offset, limit } = readPage(query);
  const rows = await failing
    .select(["webhooks.id", "webhooks.name", "webhooks.failing_since", "webhooks.is_blocked"])
    .select(["organizations.name as namespace", "images.name as repository"])
    .orderBy("webhooks.failing_since", (order) => order.asc().nullsLast())
    .orderBy("webhooks.id")
    .limit(limit)
    .offset(offset)
    .execute();
  return { total, webhooks: rows.map((row) => ({ ...row, is_blocked: row.is_blocked === 1 })) };
}
