import { Bone } from "../Bone.tsx";
import { columnClass } from "./column-class.ts";
import styles from "./DataTable.module.css";
import type { Column } from "./types.ts";

const ROWS = 8;

/** Bars where text will be, for the first load. Their lengths vary so that they look like text. */
export function SkeletonRows<Row>({
  columns,
  selectable,
}: {
  columns: readonly Column<Row>[];
  selectable: boolean;
}) {
  return Array.from({ length: ROWS }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the bars have nothing else to be told apart by, and never move.
    <tr key={row} aria-hidden>
      {selectable && <td className={styles.check} />}
      {columns.map((column, at) => (
        <td key={column.key} className={columnClass(column)}>
          {!column.titleHidden && <Bone width={`${35 + ((row * 29 + at * 17) % 40)}%`} />}
        </td>
      ))}
    </tr>
  ));
}
