/** Exports all matching sync targets as CSV, with the state of the last copy there. */
import { call } from "../../../api/client.ts";
import type { ExportOptions } from "../../../components/ExportDialog.tsx";
import { csvOfPages } from "../../../components/governance/csv-of-pages.ts";
import { type SyncTargetFilters, toSyncTargetQuery } from "../../../resources/sync.ts";

const COLUMNS = [
  "organization",
  "image",
  "region",
  "remote_organization",
  "automatic",
  "overwrites",
  "last_state",
  "added_by",
  "created",
];

/** The file's parts, for a Blob. Throws ApiError, and what the signal aborts with. */
export function exportTargets(filters: SyncTargetFilters, options: ExportOptions): Promise<string[]> {
  return csvOfPages(
    {
      columns: COLUMNS,
      fetchPage: async (place, signal) => {
        const query = { ...toSyncTargetQuery(filters), ...place };
        const { total, rules } = await call("ListSyncRules", { query }, signal);
        return { total, rows: rules };
      },
      toCells: (rule) => [
        rule.namespace,
        rule.repository,
        rule.region_id,
        rule.remote_namespace,
        rule.is_auto,
        rule.override,
        rule.last_state ?? "",
        rule.creator_name,
        rule.created_at,
      ],
    },
    options,
  );
}
