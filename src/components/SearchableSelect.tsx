import { Select, type SelectProps } from "antd";
import { useState } from "react";
import { useT } from "../i18n/use-t.ts";

interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

interface SearchableSelectProps
  extends Omit<
    SelectProps<string, Choice>,
    "options" | "showSearch" | "onSearch" | "notFoundContent" | "popupMatchSelectWidth"
  > {
  options: readonly Choice[];
  /** Told what is typed, where the options become those that match it; else they are all there are. */
  onSearch?: (typed: string) => void;
  /** The field is shorter than the names to choose from. */
  narrow?: boolean;
}

/** Of a narrow field's list, in pixels. It is given, as of perhaps thousands of names only those in sight are drawn. */
const LIST_WIDTH = 480;

/** No name has this in it. */
const NONE = "\0";

const matches = (typed: string, { label }: Choice) =>
  label.toLowerCase().includes(typed.trim().toLowerCase());

/**
 * A choice that is found by typing. Where nothing matches, an entry says so, and choosing it changes nothing: antd's own note
 * in an empty list has too little contrast, and no place among a list's entries. Disabled, it would leave the list without
 * the active entry that antd says it has.
 */
export function SearchableSelect({
  options,
  onChange,
  onSearch,
  narrow = false,
  ...select
}: SearchableSelectProps) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const none = { value: NONE, label: t("common.noneMatches") };
  const missing = onSearch
    ? typed !== "" && !select.loading && options.length === 0
    : options.length > 0 && !options.some((option) => matches(typed, option));
  return (
    <Select<string, Choice>
      {...select}
      onChange={(value, option) => value !== NONE && onChange?.(value, option)}
      options={missing ? [...options, none] : [...options]}
      popupMatchSelectWidth={narrow ? LIST_WIDTH : true}
      showSearch={{
        onSearch: (input) => {
          setTyped(input);
          onSearch?.(input);
        },
        filterOption:
          !onSearch &&
          ((input, option) => option?.value === NONE || (option !== undefined && matches(input, option))),
      }}
      // Where there is nothing to choose from, the field says why.
      notFoundContent={null}
    />
  );
}
