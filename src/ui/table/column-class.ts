import type { CSSProperties } from "react";
import { classNames } from "../../lib/class-names.ts";
import styles from "./DataTable.module.css";
import type { Column } from "./types.ts";

/** What a column's header, cells and skeleton have in common. */
export function columnClass<Row>({ align, hideBelow }: Column<Row>): string {
  return classNames(align === "end" && styles.end, hideBelow && styles[hideBelow]);
}

/** The widths, as the style sheet picks them up: it alone can ask how wide the table is. */
export function columnStyle<Row>({ width, narrowWidth = width }: Column<Row>): CSSProperties {
  if (width === undefined) return {};
  return { "--width": `${width}px`, "--narrow-width": `${narrowWidth}px` } as CSSProperties;
}
