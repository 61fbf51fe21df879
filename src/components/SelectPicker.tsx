import { Select } from "antd";
import type { ReactNode } from "react";
import { classNames } from "../lib/class-names.ts";
import { SearchableSelect } from "./SearchableSelect.tsx";
import styles from "./Select.module.css";

export interface SelectProps<Value extends string> {
  /** Accessible name. */
  label: string;
  /** Stands before the choice: what it is a choice of. */
  prefix?: ReactNode;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  /** Options may be many: what is typed narrows them. */
  searchable?: boolean;
  loading?: boolean;
  className?: string | undefined;
}

/** Of Select, from the first time it is opened; it stands where the closed one stood, which had the focus. */
export function SelectPicker({
  label,
  prefix,
  searchable = false,
  className,
  ...select
}: SelectProps<string>) {
  const picker = {
    ...select,
    className: classNames(styles.picker, className),
    "aria-label": label,
    prefix,
    defaultOpen: true,
    autoFocus: true,
  };
  if (searchable) return <SearchableSelect {...picker} narrow />;
  // What is not searched is short: all of it is in sight, where antd would scroll the ninth option.
  return <Select {...picker} options={[...select.options]} popupMatchSelectWidth={false} listHeight={320} />;
}
