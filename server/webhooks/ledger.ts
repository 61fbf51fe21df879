/** The account's webhooks, each with its state; only those the caller may set. */
import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { WebhookEntry, webhookOperations } from "../../core/console-operations/webhooks.ts";
import type { AnswerOf, InputOf } from "../../core/operations/define.ts";
import { settableWebhooks } from "../access/settable-webhooks.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import type { Database } from "../db/schema.ts";
import { contains } from "../db/sqlite/contains.ts";
import { readPage } from "../list-query.ts";
import { presentWebhook, webhooks } from "./present.ts";

type List = typeof webhookOperations.ListAccountWebhooks;
type Query = InputOf<List>["query"];

export async function listAccountWebhooks(context: Context, query: Query): Promise<AnswerOf<List>> {
  const matching = webhooksMatching(context, query);
  const { total } = await matching.clearSelect().select(countRows().as("total")).executeTakeFirstOrThrow();
  const { offset, limit } = readPage(query);
  const rows = await matching
    .orderBy("webhooks.failing_since", (order) => order.asc().nullsLast())
    .orderBy("organizations.name")
    .orderBy("images.name")
    .orderBy("webhooks.created_at")
    .orderBy("webhooks.id")
    .limit(limit)
    .offset(offset)
    .execute();
  return { total, webhooks: rows.map((row) => presentEntry(context, row)) };
}

function webhooksMatching(context: Context, { namespace, repository, state }: Query) {
  return webhooksWithPlace(context)
    .where(settableWebhooks(context))
    .$if(namespace !== undefined, (rows) => rows.where("organizations.name", "=", namespace ?? ""))
    .$if(repository !== undefined, (rows) =>
      rows.where((eb) => contains(eb.ref("images.name").$notNull(), repository ?? "")),
    )
    .$if(state !== undefined, (rows) => rows.where(inState(state ?? "trouble")));
}

function webhooksWithPlace(context: Context) {
  return webhooks(context)
    .innerJoin("organizations", "organizations.id", "webhooks.organization_id")
    .leftJoin("images", "images.id", "webhooks.image_id")
    .leftJoin("webhook_deliveries as last", (join) =>
      join.on("last.id", "=", (eb) =>
        eb
          .selectFrom("webhook_deliveries as newest")
          .whereRef("newest.webhook_id", "=", "webhooks.id")
          .select(({ fn }) => fn.max("newest.id").as("id")),
      ),
    )
    .select(["organizations.name as namespace", "images.name as repository"])
    .select(["last.id as delivery_id", "last.event", "last.state", "last.reason"])
    .select("last.created_at as sent_at");
}

/** The conditions of WEBHOOK_STATES. */
function inState(state: NonNullable<Query["state"]>): Expression<SqlBool> {
  const eb = expressionBuilder<Database, "webhooks">();
  const off = eb("webhooks.enabled", "=", 0);
  const on = eb("webhooks.enabled", "=", 1);
  const blocked = eb("webhooks.is_blocked", "=", 1);
  const free = eb("webhooks.is_blocked", "=", 0);
  const fails = eb("webhooks.failing_since", "is not", null);
  const fares = eb("webhooks.failing_since", "is", null);
  const gone = eb("webhooks.off_reason", "=", "gone");
  const states = {
    failing: () => eb.and([on, free, fails]),
    blocked: () => eb.and([on, blocked]),
    gone: () => eb.and([off, gone]),
    off: () => eb.and([off, eb("webhooks.off_reason", "is", null)]),
    works: () => eb.and([on, free, fares, eb("webhooks.last_success_at", "is not", null)]),
    new: () => eb.and([on, free, fares, eb("webhooks.last_success_at", "is", null)]),
    trouble: () => eb.or([eb.and([on, eb.or([blocked, fails])]), eb.and([off, gone])]),
  };
  return states[state]();
}

type Row = Awaited<ReturnType<ReturnType<typeof webhooksWithPlace>["executeTakeFirstOrThrow"]>>;

function presentEntry(context: Context, row: Row): WebhookEntry {
  const { namespace, repository, delivery_id: id, event, state, reason, sent_at } = row;
  // Columns of an outer join: all null or none.
  const hasSent = id !== null && event !== null && state !== null && sent_at !== null;
  return {
    ...presentWebhook(context, row),
    namespace,
    repository,
    last_delivery: hasSent ? { id, event, state, reason, created_at: sent_at } : null,
  };
}
