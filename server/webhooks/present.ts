/** Webhooks as the console sees them: without their secrets. */

import type { Selectable } from "kysely";
import type { Webhook } from "../../core/console-operations/webhooks.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import type { Database } from "../db/schema.ts";
import { SwrError } from "../errors.ts";
import type { Place } from "./find-webhook.ts";

/** The oldest first. */
export async function listWebhooks(context: Context, place: Place): Promise<Webhook[]> {
  const rows = await webhooks(context)
    .where("organization_id", "=", place.organizationId)
    .where("image_id", "is", place.imageId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => presentWebhook(context, row));
}

/** The caller must have been checked (findWebhook, findPlace). */
export async function showWebhook(context: Context, id: string): Promise<Webhook> {
  const row = await webhooks(context).where("id", "=", id).executeTakeFirst();
  if (!row) throw new SwrError("webhookNotFound", id);
  return presentWebhook(context, row);
}

type Row = Awaited<ReturnType<ReturnType<typeof webhooks>["executeTakeFirstOrThrow"]>>;

/** Each with how many events wait for it. */
export function webhooks({ db }: Context) {
  return db
    .selectFrom("webhooks")
    .selectAll("webhooks")
    .select((eb) =>
      eb
        .selectFrom("webhook_deliveries as deliveries")
        .whereRef("deliveries.webhook_id", "=", "webhooks.id")
        .where("deliveries.next_at", "is not", null)
        .select(countRows().as("count"))
        .as("waiting"),
    );
}

export function presentWebhook({ clock }: Context, row: Row): Webhook {
  const { old_secret_until: until } = row;
  return {
    id: row.id,
    ...settingsOf(row),
    off_reason: row.off_reason,
    failing_since: row.failing_since,
    is_blocked: row.is_blocked === 1,
    missed: row.missed,
    waiting: row.waiting ?? 0,
    last_success_at: row.last_success_at,
    old_secret_until: until !== null && until > clock().toISOString() ? until : null,
    creator_name: row.creator_name,
    created_at: row.created_at,
  };
}

/** The fields that people set. */
export function settingsOf(row: Selectable<Database["webhooks"]>) {
  return {
    name: row.name,
    url: row.url,
    events: eventsOf(row),
    condition_type: row.type,
    condition: row.condition,
    enabled: row.enabled === 1,
  };
}

function eventsOf({ on_push, on_delete }: { on_push: 0 | 1; on_delete: 0 | 1 }): Webhook["events"] {
  return [...(on_push ? ["push" as const] : []), ...(on_delete ? ["delete" as const] : [])];
}
