/**
 * The rows in view of a long list, between two empty rows as high as the ones left out. The table scrolls with the
 * page, so the page's scrolling element is what is watched. All rows of a table are of one height.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import styles from "./DataTable.module.css";
import { type RowProps, TableRow } from "./TableRow.tsx";
import { type Range, useGradualRange } from "./use-gradual-range.ts";

interface VirtualRowsProps<Row> extends Omit<RowProps<Row>, "row" | "id"> {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** Of the first draw, which tells how high they are. */
const USUAL_HEIGHT = 40;

/** Rows kept drawn above and below the window. */
const AROUND = 15;

/** While there is no window. */
const NOTHING: Range = { start: 0, end: 0 };

export function VirtualRows<Row>({ rows, rowKey, ...row }: VirtualRowsProps<Row>) {
  const above = useRef<HTMLTableRowElement>(null);
  const parent = useRef<Element>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(USUAL_HEIGHT);
  const virtualizer = useVirtualizer({
    count: rows.length,
    // Asked for each time; the look at the styles would lay out the page each time.
    getScrollElement: () => (parent.current ??= scrollParent(above.current)),
    estimateSize: () => height,
    scrollMargin: top,
  });
  const inView = virtualizer.range
    ? { start: virtualizer.range.startIndex, end: virtualizer.range.endIndex + 1 }
    : NOTHING;
  const wanted = virtualizer.range
    ? { start: Math.max(0, inView.start - AROUND), end: Math.min(rows.length, inView.end + AROUND) }
    : NOTHING;
  const { start, end } = useGradualRange(inView, wanted);

  // Where the rows begin in the scrolling element, and how high they are, only layout knows.
  useLayoutEffect(() => {
    if (!above.current || !parent.current) return;
    const distance = above.current.getBoundingClientRect().top - parent.current.getBoundingClientRect().top;
    // Scrolling moves by parts of a pixel, which are no move of the rows.
    const nowTop = Math.round(distance + parent.current.scrollTop);
    if (nowTop !== top) setTop(nowTop);
    const firstRow = end > start ? above.current.nextElementSibling : null;
    const nowHeight = firstRow?.getBoundingClientRect().height || height;
    if (nowHeight !== height) setHeight(nowHeight);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the library remembers heights until it is told
  useLayoutEffect(() => virtualizer.measure(), [height]);

  return (
    <>
      <tr ref={above} aria-hidden className={styles.undrawn} style={{ height: start * height }} />
      {rows.slice(start, end).map((item, at) => (
        <TableRow key={rowKey(item)} id={rowKey(item)} index={start + at} row={item} {...row} />
      ))}
      <tr
        aria-hidden
        className={styles.undrawn}
        style={{ height: Math.max(0, rows.length - end) * height }}
      />
    </>
  );
}

function scrollParent(element: Element | null): Element | null {
  const parent = element?.parentElement ?? null;
  if (parent === null || /auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  return scrollParent(parent);
}
