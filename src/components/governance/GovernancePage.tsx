/** What the pages over all images have in common: head, filters, one page of rows, and all that matches as CSV. */
import { Download } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { lazyPart } from "../../lib/load-part.ts";
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

const ExportDialog = lazyPart(() => withAntd(import("../ExportDialog.tsx").then((m) => m.ExportDialog)));

interface Answer {
  isPending: boolean;
  isPlaceholderData: boolean;
  isError: boolean;
  error: unknown;
  refetch: () => Promise<unknown>;
}

interface GovernancePageProps<Row, SortKey extends string> {
  title: string;
  context: string;
  /** Pages of the same matter. */
  tabs?: ReactNode;
  list: ListParams<SortKey>;
  /** How it stands with the question for the rows. */
  answer: Answer;
  rows: readonly Row[] | undefined;
  /** How many match; undefined until it is known. */
  total: number | undefined;
  /** There are at least so many: the service counts no further. */
  isCut?: boolean;
  /** In place of pages, where they have no numbers. */
  more?: ReactNode;
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
  const { title, list, answer, rows, total, isCut, narrowedBy, none, csv, selection, compact } = props;
  const t = useT();
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <PageHeader
        title={title}
        count={total === undefined ? undefined : `${formatNumber(total)}${isCut ? "+" : ""}`}
        context={props.context}
      />
      {props.tabs}
      <ListToolbar
        tools={
          <Button
            aria-label={t("common.export.action")}
            title={t("common.export.action")}
            icon={<Download size={15} aria-hidden />}
            disabled={!rows?.length}
            onClick={() => setExporting(true)}
          />
        }
      >
        {props.filters}
      </ListToolbar>
      <DataTable
        label={title}
        columns={props.columns}
        rows={rows}
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
      {props.more ?? <Pagination list={list} total={total ?? 0} />}
      <Suspense>
        {exporting && (
          <ExportDialog {...csv} total={isCut ? undefined : total} onClose={() => setExporting(false)} />
        )}
      </Suspense>
    </>
  );
}
