/**
 * The rows in view of a long list, between two empty rows as high as the ones left out. The table scrolls with the
 * page, so that is what is watched: `main`. All rows of a table are of one height.
 */
import { type Rect, useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import styles from "./DataTable.module.css";
import { type RowProps, TableRow } from "./TableRow.tsx";
import { NOTHING, useGradualRange } from "./use-gradual-range.ts";

interface VirtualRowsProps<Row> extends Omit<RowProps<Row>, "row" | "id"> {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** Of the first draw, which tells how high they are. */
const USUAL_HEIGHT = 40;

/** Rows kept drawn above and below the window. */
const AROUND = 8;

export function VirtualRows<Row>({ rows, rowKey, ...row }: VirtualRowsProps<Row>) {
  const above = useRef<HTMLTableRowElement>(null);
  const parent = useRef<Element>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(USUAL_HEIGHT);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => (parent.current ??= above.current?.closest("main") ?? null),
    observeElementRect: observeSize,
    // The library would first scroll to where the page is already, and force a layout for it.
    scrollToFn: () => {},
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

  // Where the rows begin in the scrolling element, and how high they are, only layout knows: it is asked where the
  // frame lays out all the same.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (!above.current || !parent.current) return;
      const distance = above.current.getBoundingClientRect().top - parent.current.getBoundingClientRect().top;
      // Rounded, as scrolling by parts of a pixel does not move the rows.
      setTop(Math.round(distance + parent.current.scrollTop));
      const firstRow = end > start ? above.current.nextElementSibling : null;
      // 0 where nothing is laid out: of rows without a height all would be in view.
      const nowHeight = firstRow?.getBoundingClientRect().height;
      if (nowHeight) setHeight(nowHeight);
    });
    return () => cancelAnimationFrame(frame);
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

/**
 * The library's own asks for the size at once, which would lay out the page in the middle of its first draw. This one is
 * told it by the frame, so that the rows come in one of their own, after what is around them.
 */
function observeSize(
  { scrollElement }: Virtualizer<Element, Element>,
  report: (size: Rect) => void,
): (() => void) | undefined {
  if (!scrollElement) return undefined;
  const observer = new ResizeObserver(([entry]) => {
    if (entry) report(entry.contentRect);
  });
  observer.observe(scrollElement);
  return () => observer.disconnect();
}
