/** All matching webhooks with how each fares, as CSV. */
import { call } from "../../../api/client.ts";
import type { ExportOptions } from "../../../components/ExportDialog.tsx";
import { csvOfPages } from "../../../components/governance/csv-of-pages.ts";
import { toWebhookLedgerQuery, type WebhookFilters } from "../../../resources/webhooks.ts";
import { healthOf } from "../rules.ts";

const COLUMNS = [
  "organization",
  "image",
  "webhook",
  "url",
  "events",
  "condition_type",
  "condition",
  "enabled",
  "state",
  "failing_since",
  "last_success",
  "waiting",
  "missed",
  "created_by",
  "created",
  "last_event",
  "last_state",
  "last_reason",
  "last_sent",
];

/** The file's parts, for a Blob. Throws ApiError, and what the signal aborts with. */
export function exportWebhooks(filters: WebhookFilters, options: ExportOptions): Promise<string[]> {
  return csvOfPages(
    {
      columns: COLUMNS,
      fetchPage: async (place, signal) => {
        const query = { ...toWebhookLedgerQuery(filters), ...place };
        const { total, webhooks } = await call("ListAccountWebhooks", { query }, signal);
        return { total, rows: webhooks };
      },
      toCells: (webhook) => [
        webhook.namespace,
        webhook.repository ?? "",
        webhook.name,
        webhook.url,
        webhook.events.join(";"),
        webhook.condition_type,
        webhook.condition,
        webhook.enabled,
        healthOf(webhook),
        webhook.failing_since ?? "",
        webhook.last_success_at ?? "",
        webhook.waiting,
        webhook.missed,
        webhook.creator_name,
        webhook.created_at,
        webhook.last_delivery?.event ?? "",
        webhook.last_delivery?.state ?? "",
        webhook.last_delivery?.reason ?? "",
        webhook.last_delivery?.created_at ?? "",
      ],
    },
    options,
  );
}
