/** What a list shows is in its address: page, page size, sort and filters. */
import { useSearchParams } from "react-router-dom";
import { type ListPlace, PAGE_SIZES } from "../resources/list-place.ts";
import type { Sort, SortOrder } from "../ui/table/types.ts";

interface ListDefaults<Column extends string> {
  /** Columns the list can be sorted by; anything else in the address is ignored. */
  columns: readonly Column[];
  sort: { column: Column; order: SortOrder };
  /** The page sizes offered, the usual one first. */
  sizes?: readonly number[];
}

export interface ListParams<Column extends string> extends ListPlace<Column> {
  sizes: readonly number[];
  /** A filter's value, empty where it is not set. */
  filter: (name: string) => string;
  /** Changes filters or the page size; empty values leave the address. The list starts at its first page again. */
  set: (changes: Record<string, string>) => void;
  onSort: (sort: Sort) => void;
  /** Address of another page of the same list. */
  pageHref: (page: number) => string;
}

/** Of an address' query alone. */
export function readListParams<Column extends string>(
  params: URLSearchParams,
  defaults: ListDefaults<Column>,
) {
  const sizes = defaults.sizes ?? PAGE_SIZES;
  const column = defaults.columns.find((known) => known === params.get("sort"));
  const order: SortOrder = params.get("order") === "asc" ? "asc" : "desc";
  return {
    page: Math.max(1, Number.parseInt(params.get("page") ?? "", 10) || 1),
    size: sizes.find((known) => String(known) === params.get("size")) ?? sizes[0] ?? PAGE_SIZES[0],
    sizes,
    sort: column ? { column, order } : defaults.sort,
    filter: (name: string) => params.get(name) ?? "",
  };
}

export function useListParams<Column extends string>(defaults: ListDefaults<Column>): ListParams<Column> {
  const [params, setParams] = useSearchParams();

  function set(changes: Record<string, string>): void {
    // From the address itself, as the last rendered parameters may be older: a filter set right after a sort would undo
    // it.
    const next = new URLSearchParams(location.search);
    next.delete("page");
    for (const [name, value] of Object.entries(changes)) {
      if (value === "") next.delete(name);
      else next.set(name, value);
    }
    // Replaces the entry in the history: nobody wants to go back letter by letter.
    setParams(next, { replace: true });
  }

  return {
    ...readListParams(params, defaults),
    set,
    onSort: (sort) => set({ sort: sort.column, order: sort.order }),
    pageHref: (page) => {
      const next = new URLSearchParams(params);
      if (page === 1) next.delete("page");
      else next.set("page", String(page));
      return `?${next}`;
    },
  };
}
