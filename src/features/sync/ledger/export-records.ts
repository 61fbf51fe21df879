/** All matching records as CSV, from marker to marker. */
import type { SyncRecord } from "../../../../core/console-operations/sync.ts";
import { call } from "../../../api/client.ts";
import type { ExportOptions } from "../../../components/ExportDialog.tsx";
import { CSV_START, csvLine } from "../../../lib/csv.ts";
import { type SyncFilters, toSyncQuery } from "../../../resources/sync.ts";

/** As many as the service gives at once. */
const PAGE = 1000;

const COLUMNS = [
  "organization",
  "image",
  "tag",
  "digest",
  "region",
  "remote_organization",
  "kind",
  "state",
  "cause",
  "detail",
  "attempt",
  "total_bytes",
  "sent_bytes",
  "skipped_bytes",
  "asked_by",
  "created",
  "started",
  "ended",
];

/** The file's parts, for a Blob. Throws ApiError, and what the signal aborts with. */
export async function exportRecords(
  filters: SyncFilters,
  { signal, onProgress }: ExportOptions,
): Promise<string[]> {
  const parts = [CSV_START, csvLine(COLUMNS)];
  const query = toSyncQuery(filters, Date.now());
  let marker: number | undefined;
  let count = 0;
  do {
    const page = await call("ListSyncRecords", { query: { ...query, limit: PAGE, marker } }, signal);
    parts.push(page.records.map(toLine).join(""));
    count += page.records.length;
    onProgress(count);
    marker = page.next_marker;
  } while (marker !== undefined);
  return parts;
}

function toLine(record: SyncRecord): string {
  return csvLine([
    record.namespace,
    record.repository,
    record.tag,
    record.digest,
    record.region_id,
    record.remote_namespace,
    record.kind,
    record.state,
    record.cause ?? "",
    record.detail,
    record.attempt,
    record.total_bytes,
    record.sent_bytes,
    record.skipped_bytes,
    record.creator_name,
    record.created_at,
    record.started_at ?? "",
    record.ended_at ?? "",
  ]);
}
