/** All matching triggers with what each did last, as CSV. */
import { call } from "../../../api/client.ts";
import type { ExportOptions } from "../../../components/ExportDialog.tsx";
import { csvOfPages } from "../../../components/governance/csv-of-pages.ts";
import { type TriggerFilters, toTriggerLedgerQuery } from "../../../resources/triggers.ts";

const COLUMNS = [
  "organization",
  "image",
  "trigger",
  "enabled",
  "condition_type",
  "condition",
  "cluster",
  "namespace",
  "kind",
  "workload",
  "containers",
  "created_by",
  "created",
  "last_tag",
  "last_state",
  "last_reason",
  "last_fired",
  "last_ended",
];

/** The file's parts, for a Blob. Throws ApiError, and what the signal aborts with. */
export function exportTriggers(filters: TriggerFilters, options: ExportOptions): Promise<string[]> {
  return csvOfPages(
    {
      columns: COLUMNS,
      fetchPage: async (place, signal) => {
        const query = { ...toTriggerLedgerQuery(filters), ...place };
        const { total, triggers } = await call("ListTriggers", { query }, signal);
        return { total, rows: triggers };
      },
      toCells: (trigger) => [
        trigger.namespace,
        trigger.repository,
        trigger.name,
        trigger.enabled,
        trigger.trigger_type,
        trigger.condition,
        trigger.cluster_name,
        trigger.cluster_ns,
        trigger.app_type,
        trigger.application,
        trigger.container,
        trigger.creator_name,
        trigger.created_at,
        trigger.last_firing?.tag ?? "",
        trigger.last_firing?.state ?? "",
        trigger.last_firing?.reason ?? "",
        trigger.last_firing?.created_at ?? "",
        trigger.last_firing?.ended_at ?? "",
      ],
    },
    options,
  );
}
