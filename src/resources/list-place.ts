/** Which part of a list is asked for. */
import type { SortOrder } from "../ui/table/types.ts";

export const PAGE_SIZES = [20, 50, 100] as const;

export interface ListPlace<Column extends string> {
  /** From 1. */
  page: number;
  size: number;
  sort: { column: Column; order: SortOrder };
}

/** As most lists of the wire take it. */
export function paging<Column extends string>({ page, size, sort }: ListPlace<Column>) {
  return { limit: size, offset: (page - 1) * size, order_column: sort.column, order_type: sort.order };
}
