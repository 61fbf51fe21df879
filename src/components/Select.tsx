/**
 * A choice of one. Until it is first opened it is a plain button that looks alike; then antd's select takes its place,
 * as most are never opened.
 */
import { ChevronDown } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { classNames } from "../lib/class-names.ts";
import { lazyPart } from "../lib/load-part.ts";
import styles from "./Select.module.css";
import type { SelectProps } from "./SelectPicker.tsx";
import { withAntd } from "./with-antd.tsx";

const load = () => withAntd(import("./SelectPicker.tsx").then((m) => m.SelectPicker));
const SelectPicker = lazyPart(load) as unknown as <Value extends string>(
  props: SelectProps<Value>,
) => ReactNode;

/** Keys that open a closed select (ARIA practices). */
const KEYS = new Set(["ArrowDown", "ArrowUp"]);

export function Select<Value extends string>(select: SelectProps<Value>) {
  const [wanted, setWanted] = useState(false);
  const { label, prefix, value, options, className } = select;
  const closed = (
    <button
      type="button"
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      aria-label={label}
      className={classNames(styles.closed, className)}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
      onKeyDown={(event) => {
        if (!KEYS.has(event.key)) return;
        event.preventDefault();
        setWanted(true);
      }}
    >
      {prefix !== undefined && <span className={styles.prefix}>{prefix}</span>}
      <span className={styles.value}>{options.find((option) => option.value === value)?.label ?? value}</span>
      <ChevronDown size={14} aria-hidden />
    </button>
  );
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <SelectPicker {...select} />
    </Suspense>
  );
}
