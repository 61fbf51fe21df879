import type { Selection } from "./types.ts";

interface SelectAllProps<Row> {
  /** Keys of the rows on this page. */
  ids: readonly string[];
  selection: Selection<Row>;
}

/** Selects the page, or nothing of it where all of it is selected. Rows of other pages stay as they are. */
export function SelectAll<Row>({ ids, selection }: SelectAllProps<Row>) {
  const { selected, onChange, allLabel } = selection;
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
