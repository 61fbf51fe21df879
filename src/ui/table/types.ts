/** What a page tells the data table. Rows come sorted and cut to the page: sorting and paging are the caller's. */
import type { ReactNode } from "react";

export interface Column<Row> {
  /** Unique in the table; names the column in `Sort`. */
  key: string;
  title: string;
  /** The title is for screen readers only: the column of row actions, which stands last. */
  titleHidden?: boolean;
  cell: (row: Row) => ReactNode;
  /** Pixels. A column without a width shares what is left; the first column usually has none. */
  width?: number;
  /** Pixels, below 560 px of the table's own width. */
  narrowWidth?: number;
  /** Numbers and sizes stand at the end, so that their digits align. */
  align?: "end";
  /** The first order a click on the header gives; without it the header does not sort. */
  sort?: SortOrder;
  /**
   * The table's own width below which the column goes, the least important first: `widest` 1120 px, `wide` 1000 px,
   * `medium` 760 px, `narrow` 560 px. On a phone only columns without it remain.
   */
  hideBelow?: "widest" | "wide" | "medium" | "narrow";
}

export type SortOrder = "asc" | "desc";

export interface Sort {
  /** A column's `key`. */
  column: string;
  order: SortOrder;
}

export interface Selection<Row> {
  /** Row keys. May hold rows of other pages. */
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** Accessible name of the check box that selects the page. */
  allLabel: string;
  /** Accessible name of a row's check box. */
  rowLabel: (row: Row) => string;
  /** Why a row cannot be selected, as none of the actions is for it; without this, all can be. */
  refusal?: (row: Row) => string | undefined;
  /** How many are selected, as a sentence; shown in the bar that rises once there are any. */
  summary: string;
  /** Batch actions in that bar: plain buttons, one that deletes with `data-danger`. */
  actions: ReactNode;
  /** Accessible name of the button that selects nothing any more. */
  clearLabel: string;
}
