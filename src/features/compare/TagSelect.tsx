import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SearchableSelect } from "../../components/SearchableSelect.tsx";
import { useSettled } from "../../lib/use-settled.ts";
import { type ImageRef, TAG_LIST, tagListQuery } from "../../resources/images.ts";
import styles from "./compare.module.css";

interface TagSelectProps extends ImageRef {
  label: string;
  /** Empty where none is chosen yet. */
  value: string;
  onChange: (tag: string) => void;
}

/** A choice of a tag. The newest are offered; others, of perhaps ten thousand, are found by a part of their name. */
export function TagSelect({ label, value, onChange, ...ref }: TagSelectProps) {
  const [typed, setTyped] = useState("");
  const part = useSettled(typed, 300);
  const tags = useQuery({
    ...tagListQuery(ref, { page: 1, size: 50, sort: TAG_LIST.sort }, part),
    placeholderData: keepPreviousData,
  });
  return (
    <SearchableSelect
      className={styles.tag}
      aria-label={label}
      prefix={label}
      narrow
      onSearch={setTyped}
      loading={tags.isFetching}
      value={value === "" ? undefined : value}
      options={tags.data?.items.map(({ Tag }) => ({ value: Tag, label: Tag })) ?? []}
      onChange={onChange}
    />
  );
}
