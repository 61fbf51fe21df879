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

/** The opened part of Select. It takes the place of the closed one, and its focus. */
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
  // A list without search is short, so all of it shows; antd would scroll from the ninth option on.
  return <Select {...picker} options={[...select.options]} popupMatchSelectWidth={false} listHeight={320} />;
}
