/** All matching shares as CSV. */
import { call } from "../../../api/client.ts";
import type { ExportOptions } from "../../../components/ExportDialog.tsx";
import { csvOfPages } from "../../../components/governance/csv-of-pages.ts";
import { type LedgerFilters, toLedgerQuery } from "../../../resources/shares.ts";

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
export function exportShares(filters: LedgerFilters, options: ExportOptions): Promise<string[]> {
  return csvOfPages(
    {
      columns: COLUMNS,
      fetchPage: async (place, signal) => {
        const { total, shares } = await call(
          "ListShares",
          { query: { ...toLedgerQuery(filters), ...place } },
          signal,
        );
        return { total, rows: shares };
      },
      toCells: (share) => [
        filters.direction,
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
      ],
    },
    options,
  );
}
