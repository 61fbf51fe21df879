import { ArrowDown, ArrowUp } from "lucide-react";
import { columnClass, columnStyle } from "./column-class.ts";
import styles from "./DataTable.module.css";
import { SelectAll } from "./SelectAll.tsx";
import type { Column, Selection, Sort } from "./types.ts";

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
  selection: Selection<Row> | undefined;
}

export function TableHead<Row>({ columns, rows, rowKey, sort, onSort, selection }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className={styles.check}>
            <SelectAll rows={rows ?? []} rowKey={rowKey} selection={selection} />
          </th>
        )}
        {columns.map((column) => {
          const order = sort?.column === column.key ? sort.order : undefined;
          return (
            <th
              key={column.key}
              scope="col"
              className={columnClass(column)}
              style={columnStyle(column)}
              aria-sort={order && (order === "asc" ? "ascending" : "descending")}
            >
              {column.sort && onSort ? (
                <SortButton column={column} order={order} onSort={onSort} />
              ) : (
                <span className={column.titleHidden ? "visually-hidden" : undefined}>{column.title}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface SortButtonProps<Row> {
  column: Column<Row>;
  order: Sort["order"] | undefined;
  onSort: (sort: Sort) => void;
}

function SortButton<Row>({ column, order, onSort }: SortButtonProps<Row>) {
  const first = column.sort ?? "asc";
  const next = order === undefined ? first : order === "asc" ? "desc" : "asc";
  // An unsorted header hints, on hover, at the order it would give.
  const Arrow = (order ?? first) === "asc" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      className={styles.sort}
      data-sorted={order !== undefined}
      onClick={() => onSort({ column: column.key, order: next })}
    >
      {column.title}
      <Arrow size={13} aria-hidden />
    </button>
  );
}
