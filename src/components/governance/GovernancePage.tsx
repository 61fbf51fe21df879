/** What the pages over all images have in common: head, filters, one page of rows, and all that matches as CSV. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column, Selection } from "../../ui/table/types.ts";
import { ErrorState } from "../ErrorState.tsx";
import type { ExportOptions } from "../ExportDialog.tsx";
import { ListToolbar } from "../ListToolbar.tsx";
import { NothingMatches } from "../NothingMatches.tsx";
import { Pagination } from "../Pagination.tsx";
import type { ListParams } from "../use-list-params.ts";
import { withAntd } from "../with-antd.tsx";

const ExportDialog = lazy(() => withAntd(import("../ExportDialog.tsx").then((m) => m.ExportDialog)));

interface GovernancePageProps<Row, SortKey extends string> {
  title: string;
  context: string;
  list: ListParams<SortKey>;
  /** The page's answer, and the rows in it. */
  answer: UseQueryResult<{ total: number }>;
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  /** Stands before the export: what to narrow the list by. */
  filters: ReactNode;
  /** The names of those that are set; none where the list is whole. */
  narrowedBy: readonly string[];
  /** Of the whole list while nothing is in it. */
  none: { title: string; text: string };
  nothingMatches: string;
  csv: {
    title: string;
    /** Of the file, before the day. */
    name: string;
    collect: (options: ExportOptions) => Promise<string[]>;
  };
  selection?: Selection<Row> | undefined;
  compact?: (row: Row) => ReactNode;
}

export function GovernancePage<Row, SortKey extends string>(props: GovernancePageProps<Row, SortKey>) {
  const { title, list, answer, narrowedBy, none, csv, selection, compact } = props;
  const t = useT();
  const [exporting, setExporting] = useState(false);
  const total = answer.data?.total;
  return (
    <>
      <PageHeader
        title={title}
        count={total === undefined ? undefined : formatNumber(total)}
        context={props.context}
      />
      <ListToolbar
        tools={
          <Button
            aria-label={t("common.export.action")}
            title={t("common.export.action")}
            icon={<Download size={15} aria-hidden />}
            disabled={!total}
            onClick={() => setExporting(true)}
          />
        }
      >
        {props.filters}
      </ListToolbar>
      <DataTable
        label={title}
        columns={props.columns}
        rows={props.rows}
        rowKey={props.rowKey}
        loading={answer.isPending || answer.isPlaceholderData}
        error={answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        empty={
          narrowedBy.length === 0 ? (
            <Notice {...none} />
          ) : (
            <NothingMatches
              title={props.nothingMatches}
              text={t("common.otherFilters")}
              onClear={() => list.set(Object.fromEntries(narrowedBy.map((name) => [name, ""])))}
            />
          )
        }
        sort={list.sort}
        onSort={list.onSort}
        {...(selection && { selection })}
        {...(compact && { compact })}
      />
      <Pagination list={list} total={total ?? 0} />
      <Suspense>
        {exporting && <ExportDialog {...csv} total={total ?? 0} onClose={() => setExporting(false)} />}
      </Suspense>
    </>
  );
}
