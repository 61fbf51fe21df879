import { Select, type SelectProps } from "antd";
import { useState } from "react";
import { useT } from "../i18n/use-t.ts";

interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

interface SearchableSelectProps
  extends Omit<SelectProps<string, Choice>, "options" | "showSearch" | "notFoundContent"> {
  options: readonly Choice[];
}

/** No name has this in it. */
const NONE = "\0";

const matches = (typed: string, { label }: Choice) =>
  label.toLowerCase().includes(typed.trim().toLowerCase());

/**
 * A choice that is found by typing. Where nothing matches, an entry says so, and choosing it changes nothing: antd's own note
 * in an empty list has too little contrast, and no place among a list's entries. Disabled, it would leave the list without
 * the active entry that antd says it has.
 */
export function SearchableSelect({ options, onChange, ...select }: SearchableSelectProps) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const none = { value: NONE, label: t("common.noneMatches") };
  const missing = options.length > 0 && !options.some((option) => matches(typed, option));
  return (
    <Select<string, Choice>
      {...select}
      onChange={(value, option) => value !== NONE && onChange?.(value, option)}
      options={missing ? [...options, none] : [...options]}
      showSearch={{
        onSearch: setTyped,
        filterOption: (input, option) => option?.value === NONE || (!!option && matches(input, option)),
      }}
      // Where there is nothing to choose from, the field says why.
      notFoundContent={null}
    />
  );
}
