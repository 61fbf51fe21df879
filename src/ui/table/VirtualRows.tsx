/**
 * The rows in view of a long list, between two empty rows as high as the ones left out. The table scrolls with the
 * page, so the page's scrolling element is what is watched.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { type RowProps, TableRow } from "./TableRow.tsx";

interface VirtualRowsProps<Row> extends Omit<RowProps<Row>, "row" | "id"> {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

const ROW_HEIGHT = 40;

export function VirtualRows<Row>({ rows, rowKey, ...row }: VirtualRowsProps<Row>) {
  const first = useRef<HTMLTableRowElement>(null);
  const [top, setTop] = useState(0);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollParent(first.current),
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rowKey(rows[index] as Row),
    scrollMargin: top,
    overscan: 15,
  });

  // The rows' distance from the scrolling element's top depends on what stands above, which only layout knows.
  useLayoutEffect(() => {
    const parent = scrollParent(first.current);
    if (!first.current || !parent) return;
    setTop(first.current.getBoundingClientRect().top - parent.getBoundingClientRect().top + parent.scrollTop);
  });

  const items = virtualizer.getVirtualItems();
  const above = (items[0]?.start ?? top) - top;
  const below = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? top) - top);
  return (
    <>
      <tr ref={first} aria-hidden style={{ height: above }} />
      {items.map(({ index, key }) => (
        <TableRow
          key={String(key)}
          id={String(key)}
          index={index}
          ref={virtualizer.measureElement}
          row={rows[index] as Row}
          {...row}
        />
      ))}
      <tr aria-hidden style={{ height: below }} />
    </>
  );
}

function scrollParent(element: Element | null): Element | null {
  const parent = element?.parentElement ?? null;
  if (parent === null || /auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  return scrollParent(parent);
}
