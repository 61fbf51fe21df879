import { Select } from "antd";
import { classNames } from "../lib/class-names.ts";
import { SearchableSelect } from "./SearchableSelect.tsx";
import styles from "./Select.module.css";
import type { SelectProps } from "./Select.tsx";

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
