/** The last columns of the lists of images and of tags. */
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import type { Column } from "../../ui/table/types.ts";
import { RelativeTime } from "../RelativeTime.tsx";
import styles from "./image.module.css";

interface RowColumns<Row> {
  /** The wire's `order_column` of the time. */
  updatedKey: string;
  updatedWidth: number;
  updated: (row: Row) => string;
  actions: (row: Row) => ReactNode;
}

export function updatedAndActions<Row>(t: TFunction, columns: RowColumns<Row>): Column<Row>[] {
  return [
    {
      key: columns.updatedKey,
      title: t("images.column.updated"),
      width: columns.updatedWidth,
      sort: "desc",
      hideBelow: "narrow",
      cell: (row) => (
        <span className={styles.muted}>
          <RelativeTime iso={columns.updated(row)} />
        </span>
      ),
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 184,
      narrowWidth: 88,
      cell: columns.actions,
    },
  ];
}
