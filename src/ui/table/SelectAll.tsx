import type { Selection } from "./types.ts";

interface SelectAllProps<Row> {
  /** Of this page. */
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selection: Selection<Row>;
}

/**
 * Selects what can be selected of the page, or nothing of it where all of that is. Rows of other pages stay as they
 * are.
 */
export function SelectAll<Row>({ rows, rowKey, selection }: SelectAllProps<Row>) {
  const { selected, onChange, allLabel, refusal } = selection;
  const ids = rows.filter((row) => selected.has(rowKey(row)) || refusal?.(row) === undefined).map(rowKey);
  const here = ids.filter((id) => selected.has(id)).length;
  const all = here > 0 && here === ids.length;
  return (
    <input
      type="checkbox"
      aria-label={allLabel}
      disabled={ids.length === 0}
      checked={all}
      ref={(box) => {
        // Only a property can say "some of them".
        if (box) box.indeterminate = here > 0 && !all;
      }}
      onChange={() => {
        const next = new Set(selected);
        for (const id of ids) {
          if (all) next.delete(id);
          else next.add(id);
        }
        onChange(next);
      }}
    />
  );
}
