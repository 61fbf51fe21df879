/**
 * The table every list is shown in. Its outline stands still: widths come from the columns and never from the
 * content, so nothing moves between the skeleton, the first rows and the next page.
 */
import { type ReactNode, Suspense, useDeferredValue, useState } from "react";
import { classNames } from "../../lib/class-names.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { useMedia } from "../../lib/use-media.ts";
import { useFocusOfRemoved } from "../../lib/use-return-focus.ts";
import styles from "./DataTable.module.css";
import { SelectionBar } from "./SelectionBar.tsx";
import { SkeletonRows } from "./SkeletonRows.tsx";
import { TableHead } from "./TableHead.tsx";
import { type RowProps, TableRow } from "./TableRow.tsx";
import type { Column, Selection, Sort } from "./types.ts";

type VirtualRowsComponent = typeof import("./VirtualRows.tsx").VirtualRows;

let loadedRows: VirtualRowsComponent | undefined;

async function loadVirtualRows() {
  const { VirtualRows } = await import("./VirtualRows.tsx");
  loadedRows = VirtualRows;
  return { default: VirtualRows };
}

/** `lazy` forgets that the component is generic. */
const LazyRows = lazyPart(loadVirtualRows) as unknown as VirtualRowsComponent;

/** Above so many rows only those in view are in the page; below, the browser's own search finds them all. */
const VIRTUAL_ABOVE = 100;

/** More than a window shows. */
const AT_ONCE = 30;

/** Fetches the code that a table of so many rows needs, for callers who know the number before the rows. */
export function prefetchRows(count: number): void {
  if (count > VIRTUAL_ABOVE) void loadVirtualRows();
}

/** In a wider window no table is narrow enough for second lines, so they are not rendered. */
const maybeNarrow = matchMedia("(width < 840px)");

interface DataTableProps<Row> {
  /** Accessible name of the table. */
  label: string;
  /** The first column names the row. */
  columns: readonly Column<Row>[];
  /** Undefined until the first answer. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** Without rows: a skeleton. With rows: they stay, dimmed, while the next ones come. */
  loading: boolean;
  /** Stands in the table's place when set: components/ErrorState.tsx. */
  error: ReactNode;
  /** Stands in the table's place when there are no rows: says which of "nothing yet" and "nothing matches" it is. */
  empty: ReactNode;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  selection?: Selection<Row>;
  /** Rows of 32 px. */
  dense?: boolean;
  /** A second line under the row's name on narrow screens, for what the hidden columns said. */
  compact?: (row: Row) => ReactNode;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, loading, error, empty, sort, onSort, selection, dense, compact } =
    props;
  const small = useMedia(maybeNarrow);
  const focus = useFocusOfRemoved();

  if (error) return <div {...focus}>{error}</div>;
  if (rows?.length === 0 && !loading) return <div {...focus}>{empty}</div>;

  const row: Omit<RowProps<Row>, "row" | "id"> = { columns, selection, compact: small ? compact : undefined };
  return (
    <>
      <div className={classNames(styles.outline, dense && styles.dense)} {...focus}>
        <table
          className={classNames(styles.table, loading && rows !== undefined && styles.dimmed)}
          aria-label={label}
          aria-busy={loading}
        >
          <TableHead {...{ columns, rows, rowKey, sort, onSort, selection }} />
          <tbody>
            {rows === undefined ? (
              <SkeletonRows columns={columns} selectable={selection !== undefined} />
            ) : rows.length > VIRTUAL_ABOVE ? (
              <Suspense fallback={<SkeletonRows columns={columns} selectable={selection !== undefined} />}>
                <ManyRows rows={rows} rowKey={rowKey} {...row} />
              </Suspense>
            ) : (
              <>
                <Rows rows={rows.slice(0, AT_ONCE)} rowKey={rowKey} {...row} />
                {rows.length > AT_ONCE && <LaterRows rows={rows.slice(AT_ONCE)} rowKey={rowKey} {...row} />}
              </>
            )}
          </tbody>
        </table>
      </div>
      {selection && <SelectionBar selection={selection} />}
    </>
  );
}

interface RowsProps<Row> extends Omit<RowProps<Row>, "row" | "id"> {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

function Rows<Row>({ rows, rowKey, ...row }: RowsProps<Row>) {
  return rows.map((item) => <TableRow key={rowKey(item)} id={rowKey(item)} row={item} {...row} />);
}

/** Loaded code is used at once, as `lazy` would show its fallback for a moment anyway. */
function ManyRows<Row>(props: RowsProps<Row>) {
  const [VirtualRows] = useState(() => loadedRows ?? LazyRows);
  return <VirtualRows {...props} />;
}

/** Rows below the window's end, drawn after those above, which do not wait for them. */
function LaterRows<Row>(props: RowsProps<Row>) {
  const now = useDeferredValue(true, false);
  return now && <Rows {...props} />;
}
