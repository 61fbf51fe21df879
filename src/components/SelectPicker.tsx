import { Select } from "antd";
import { classNames } from "../lib/class-names.ts";
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
  return (
    <Select
      {...select}
      className={classNames(styles.picker, className)}
      aria-label={label}
      prefix={prefix}
      showSearch={searchable}
      // Without anything to choose no list opens: antd's own note in it has too little contrast, and no list's role.
      notFoundContent={null}
      // What is not searched is short: all of it is in sight, where antd would scroll the ninth option.
      listHeight={320}
      popupMatchSelectWidth={false}
      options={[...select.options]}
      defaultOpen
      autoFocus
    />
  );
}
