/** All matching shares as CSV, fetched page by page. */
import { call } from "../../../api/client.ts";
import type { ExportOptions } from "../../../components/ExportDialog.tsx";
import { CSV_START, csvLine } from "../../../lib/csv.ts";
import { type LedgerFilters, type Share, toLedgerQuery } from "../../../resources/shares.ts";

/** As many as the wire gives at once. */
const PAGE = 1000;

const COLUMNS = [
  "direction",
  "organization",
  "image",
  "account",
  "deadline",
  "ends_at",
  "state",
  "created",
  "updated",
  "shared_by",
  "description",
];

/** The file's parts, for a Blob. Throws ApiError, and what the signal aborts with. */
export async function exportShares(
  filters: LedgerFilters,
  { signal, onProgress }: ExportOptions,
): Promise<string[]> {
  const parts = [CSV_START, csvLine(COLUMNS)];
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const query = { ...toLedgerQuery(filters), limit: PAGE, offset };
    const page = await call("ListShares", { query }, signal);
    parts.push(page.shares.map((share) => toLine(filters.direction, share)).join(""));
    total = page.total;
    onProgress(Math.min(offset + PAGE, total));
  }
  return parts;
}

function toLine(direction: string, share: Share): string {
  return csvLine([
    direction,
    share.namespace,
    share.repository,
    share.account,
    share.deadline,
    share.ends_at ?? "",
    share.state,
    share.created,
    share.updated,
    share.creator_name ?? "",
    share.description ?? "",
  ]);
}
