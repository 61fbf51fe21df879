import { memo, type ReactNode } from "react";
import { classNames } from "../../lib/class-names.ts";
import { columnClass } from "./column-class.ts";
import styles from "./DataTable.module.css";
import { SelectRow } from "./SelectRow.tsx";
import type { Column, Selection } from "./types.ts";

export interface RowProps<Row> {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  selection: Selection<Row> | undefined;
  compact: ((row: Row) => ReactNode) | undefined;
  /** Of a virtual row: its place among all rows, from 0. */
  index?: number;
}

function Row<Item>({ id, row, columns, selection, compact, index }: RowProps<Item>) {
  const selected = selection?.selected.has(id) ?? false;
  return (
    <tr
      data-index={index}
      // Row 1 is the header.
      aria-rowindex={index === undefined ? undefined : index + 2}
      className={selected ? styles.selected : undefined}
    >
      {selection && (
        <td className={styles.check}>
          <SelectRow id={id} row={row} selection={selection} />
        </td>
      )}
      {columns.map((column, at) =>
        at === 0 ? (
          <th key={column.key} scope="row" className={columnClass(column)}>
            {column.cell(row)}
            {compact && <div className={styles.compact}>{compact(row)}</div>}
          </th>
        ) : (
          <td
            key={column.key}
            className={classNames(columnClass(column), column.titleHidden && styles.actions)}
          >
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

/** While a long list is scrolled, only the rows that come in are drawn. `memo` forgets that the component is generic. */
export const TableRow = memo(Row) as typeof Row;
