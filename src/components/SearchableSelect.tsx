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
  /** Called with what is typed, for a list that the service searches; without it all options are given. */
  onSearch?: (typed: string) => void;
  /** The field is narrower than the names to choose from. */
  narrow?: boolean;
}

/** Width of a narrow field's list in pixels. It is fixed, as only the names in sight are drawn. */
const LIST_WIDTH = 480;

/** No name contains this. */
const NONE = "\0";

const matches = (typed: string, { label }: Choice) =>
  label.toLowerCase().includes(typed.trim().toLowerCase());

/**
 * A choice that is found by typing. Where nothing matches, an entry says so, which changes nothing when it is chosen.
 * antd's own note for an empty list has too little contrast and is no entry of the list; and if the entry were
 * disabled, the list would lack the active entry that antd announces.
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
      // An empty list shows nothing: the field itself says why.
      notFoundContent={null}
    />
  );
}
