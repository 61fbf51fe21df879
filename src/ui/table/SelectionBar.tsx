import { X } from "lucide-react";
import { useFocusOfRemoved } from "../../lib/use-return-focus.ts";
import styles from "./SelectionBar.module.css";
import type { Selection } from "./types.ts";

/** Rises from below once anything is selected: how many, what can be done with them, and the way back. */
export function SelectionBar<Row>({ selection }: { selection: Selection<Row> }) {
  const focus = useFocusOfRemoved();
  if (selection.selected.size === 0) return null;
  return (
    <div className={styles.dock} {...focus}>
      <section className={styles.bar} aria-label={selection.summary}>
        <div className={styles.what}>
          <span role="status">{selection.summary}</span>
          {selection.actions}
        </div>
        <button
          type="button"
          className={styles.clear}
          aria-label={selection.clearLabel}
          onClick={() => selection.onChange(new Set())}
        >
          <X size={16} aria-hidden />
        </button>
      </section>
    </div>
  );
}
