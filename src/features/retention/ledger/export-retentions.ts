/** All matching images with their rules as CSV. */
import { call } from "../../../api/client.ts";
import type { ExportOptions } from "../../../components/ExportDialog.tsx";
import { csvOfPages } from "../../../components/governance/csv-of-pages.ts";
import { type RetentionFilters, toRetentionLedgerQuery } from "../../../resources/retention.ts";

const COLUMNS = [
  "organization",
  "image",
  "tags",
  "size_bytes",
  "keeps_days",
  "keeps_tags",
  "protects",
  "last_run",
  "next_run",
  "failed_tags",
  "last_deletion",
  "deleted_tags",
  "freed_bytes",
];

/** The file's parts, for a Blob. Throws ApiError, and what the signal aborts with. */
export function exportRetentions(filters: RetentionFilters, options: ExportOptions): Promise<string[]> {
  return csvOfPages(
    {
      columns: COLUMNS,
      fetchPage: async (place, signal) => {
        const query = { ...toRetentionLedgerQuery(filters), ...place };
        const { total, images } = await call("ListRetentionsOfImages", { query }, signal);
        return { total, rows: images };
      },
      toCells: ({ namespace, repository, tags, size, retention }) => {
        const { rule, deleted } = retention ?? {};
        return [
          namespace,
          repository,
          tags,
          size,
          rule?.template === "date_rule" ? Number(rule.params.days) : "",
          rule?.template === "tag_rule" ? Number(rule.params.num) : "",
          rule?.tag_selectors.map(({ pattern }) => pattern).join(" ") ?? "",
          retention?.last_run_at ?? "",
          retention?.next_run_at ?? "",
          retention?.failed_tags ?? "",
          deleted?.at ?? "",
          deleted?.tags ?? "",
          deleted?.freed ?? "",
        ];
      },
    },
    options,
  );
}
