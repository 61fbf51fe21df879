import { classNames } from "../../lib/class-names.ts";
import styles from "./DataTable.module.css";
import type { Column } from "./types.ts";

/** What a column's header, cells and skeleton have in common. */
export function columnClass<Row>({ align, hideBelow }: Column<Row>): string {
  return classNames(align === "end" && styles.end, hideBelow && styles[hideBelow]);
}
