/** Figures as people read them. */

/** Columns as wide as they need to be: the first to the left, figures to the right. */
export function printTable(title: string, head: string[], rows: string[][]): void {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  const rule = "-".repeat(line(head).length);
  console.log(["", title, rule, line(head), rule, ...rows.map(line), rule].join("\n"));
}

/** `share` 0.5: the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("nothing was measured");
  return value;
}

/** With the verdict on a bar, where there is one. A missed bar is a figure, never a failure: machines are busy. */
export function ratio(value: number, base: number, bar?: number): string {
  const text = `${(value / base).toFixed(2)}x`;
  return bar === undefined || value <= base * bar ? text : `${text} (bar: ${bar}x)`;
}
