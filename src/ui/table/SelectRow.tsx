import { useId } from "react";
import type { Selection } from "./types.ts";

interface SelectRowProps<Row> {
  id: string;
  row: Row;
  selection: Selection<Row>;
}

/** A refused one stays focusable and says why, as ui/ActionButton.tsx does. What is chosen can always be left out. */
export function SelectRow<Row>({ id, row, selection }: SelectRowProps<Row>) {
  const { selected, onChange, rowLabel } = selection;
  const reasonId = useId();
  const isSelected = selected.has(id);
  const refusal = isSelected ? undefined : selection.refusal?.(row);
  const refused = refusal !== undefined;
  return (
    <>
      <input
        type="checkbox"
        aria-label={rowLabel(row)}
        aria-disabled={refused}
        aria-describedby={refused ? reasonId : undefined}
        title={refusal}
        checked={isSelected}
        onChange={() => refused || onChange(toggled(selected, id))}
      />
      {refused && (
        <span id={reasonId} hidden>
          {refusal}
        </span>
      )}
    </>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
