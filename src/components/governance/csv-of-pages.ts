import { CSV_START, csvLine } from "../../lib/csv.ts";
import type { ExportOptions } from "../ExportDialog.tsx";

/** As many as the service gives at once. */
const PAGE = 1000;

type Cell = string | number | boolean;

interface CsvOfPages<Row> {
  columns: readonly string[];
  fetchPage: (
    place: { limit: number; offset: number },
    signal: AbortSignal,
  ) => Promise<{ total: number; rows: readonly Row[] }>;
  toCells: (row: Row) => readonly Cell[];
}

/** All of a list by offset as the parts of a file. Throws ApiError, and what the signal aborts with. */
export async function csvOfPages<Row>(
  { columns, fetchPage, toCells }: CsvOfPages<Row>,
  { signal, onProgress }: ExportOptions,
): Promise<string[]> {
  const parts = [CSV_START, csvLine(columns)];
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await fetchPage({ limit: PAGE, offset }, signal);
    parts.push(page.rows.map((row) => csvLine(toCells(row))).join(""));
    total = page.total;
    onProgress(Math.min(offset + PAGE, total));
  }
  return parts;
}
