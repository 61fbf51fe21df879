/** One line over time: small and plain. The pointer or the arrow keys read single values; a table holds them all. */
import { type PointerEvent, useState } from "react";
import styles from "./LineChart.module.css";

interface ChartPoint {
  /** Unique; what stands below the line, formatted. */
  label: string;
  value: number;
}

interface LineChartProps {
  /** Accessible name of the chart. */
  label: string;
  points: readonly ChartPoint[];
  format: (value: number) => string;
  /** Headings of the table for screen readers. */
  columns: readonly [label: string, value: string];
}

/** A line on the very edge would be cut off. Per cent of the height. */
const TOP = 4;

export function LineChart({ label, points, format, columns }: LineChartProps) {
  const [active, setActive] = useState<number>();
  const highest = Math.max(0, ...points.map(({ value }) => value));
  const max = niceMaximum(highest);
  const x = (at: number) => (points.length < 2 ? 50 : (at / (points.length - 1)) * 100);
  const y = (value: number) => 100 - (value / max) * (100 - TOP);
  const line = points.map(({ value }, at) => `${x(at)},${y(value)}`).join(" ");
  const shown = active === undefined ? undefined : points[active];
  const last = points.length - 1;

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = Math.round(((event.clientX - left) / width) * last);
    setActive(Math.min(last, Math.max(0, at)));
  }

  return (
    <figure className={styles.chart} aria-label={label}>
      <div className={styles.scale} aria-hidden>
        {/* Nothing at all needs no scale. */}
        <span>{highest > 0 && format(max)}</span>
        <span>{highest > 0 && format(max / 2)}</span>
        <span>{format(0)}</span>
      </div>
      <div className={styles.plot} onPointerMove={onPointerMove} onPointerLeave={() => setActive(undefined)}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden className={styles.svg}>
          <polygon points={`${x(0)},100 ${line} ${x(last)},100`} className={styles.area} />
          <polyline points={line} className={styles.line} />
        </svg>
        {points.length > 0 && (
          <input
            type="range"
            className={styles.reader}
            aria-label={label}
            min={0}
            max={last}
            value={active ?? last}
            aria-valuetext={valueText(points[active ?? last], format)}
            onChange={(event) => setActive(Number(event.target.value))}
            onFocus={() => setActive(active ?? last)}
            onBlur={() => setActive(undefined)}
          />
        )}
        {shown && active !== undefined && (
          <>
            <span className={styles.dot} style={{ left: `${x(active)}%`, top: `${y(shown.value)}%` }} />
            <span
              className={styles.value}
              style={{ left: `${x(active)}%` }}
              data-side={x(active) > 50 ? "left" : "right"}
            >
              {shown.label} <b>{format(shown.value)}</b>
            </span>
          </>
        )}
      </div>
      <div className={styles.times} aria-hidden>
        <span>{points[0]?.label}</span>
        <span>{points[Math.floor(last / 2)]?.label}</span>
        <span>{points[last]?.label}</span>
      </div>
      {/* Not the table itself: Firefox clips no caption with its table. */}
      <div className="visually-hidden">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{columns[0]}</th>
              <th scope="col">{columns[1]}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{format(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function valueText(point: ChartPoint | undefined, format: (value: number) => string): string {
  return point ? `${point.label}: ${format(point.value)}` : "";
}

/** The next of 1, 2, 5, 10 … times a power of 1024, the units of sizes; 1 if all values are 0. */
function niceMaximum(value: number): number {
  if (value <= 0) return 1;
  const unit = 1024 ** Math.floor(Math.log(value) / Math.log(1024));
  const power = 10 ** Math.floor(Math.log10(value / unit));
  const step = [1, 2, 5, 10].find((step) => step * power * unit >= value) ?? 10;
  return step * power * unit;
}
