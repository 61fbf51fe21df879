/** Which columns a person wants to see in a table, and how close its rows stand: remembered, each table for itself. */
import { useState } from "react";
import type { Column } from "./types.ts";

interface Stored {
  hidden: string[];
  compact: boolean;
}

export interface TableView {
  isHidden: (key: string) => boolean;
  toggle: (key: string) => void;
  /** Rows of 32 px instead of 40. */
  compact: boolean;
  setCompact: (compact: boolean) => void;
}

/** `hidden`: columns that do not show until somebody asks for them. */
export function useTableView(name: string, hidden: readonly string[] = []): TableView {
  const key = `swr.table.${name}`;
  const [view, setView] = useState<Stored>(() => read(key) ?? { hidden: [...hidden], compact: false });

  function change(next: Stored): void {
    setView(next);
    localStorage.setItem(key, JSON.stringify(next));
  }

  return {
    isHidden: (column) => view.hidden.includes(column),
    toggle: (column) =>
      change({
        ...view,
        hidden: view.hidden.includes(column)
          ? view.hidden.filter((other) => other !== column)
          : [...view.hidden, column],
      }),
    compact: view.compact,
    setCompact: (compact) => change({ ...view, compact }),
  };
}

/** The first column names the row and the last acts on it: those stay. */
export function hideableColumns<Row>(columns: readonly Column<Row>[]): Column<Row>[] {
  return columns.filter((column, at) => at > 0 && !column.titleHidden);
}

/** The stored text may be of another version, or anything. */
function read(key: string): Stored | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    if (typeof value !== "object" || value === null || !("hidden" in value) || !Array.isArray(value.hidden)) {
      return undefined;
    }
    const hidden = value.hidden.filter((column) => typeof column === "string");
    return { hidden, compact: "compact" in value && value.compact === true };
  } catch {
    return undefined;
  }
}
