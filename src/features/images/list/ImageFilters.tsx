import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { CATEGORIES } from "../../../../core/editions.ts";
import { OrganizationSelect } from "../../../components/OrganizationSelect.tsx";
import { SearchInput } from "../../../components/SearchInput.tsx";
import { Select } from "../../../components/Select.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { useMedia } from "../../../lib/use-media.ts";
import type { ImageFilters as Filters } from "../../../resources/images.ts";
import { Button } from "../../../ui/Button.tsx";
import styles from "./list.module.css";

interface ImageFiltersProps {
  filters: Filters;
  /** The one organization whose images are listed: there is none to choose then. */
  within: string | undefined;
  onChange: (changes: Partial<Filters>) => void;
}

/** As narrow as list.module.css has it. */
const isNarrow = matchMedia("(width < 560px)");

/** On a phone only the name is asked for at once: five rows of choices would stand before the first image. */
export function ImageFilters(props: ImageFiltersProps) {
  const { filters, onChange } = props;
  const t = useT();
  const narrow = useMedia(isNarrow);
  const [shown, setShown] = useState(false);
  const { name: _, ...choices } = filters;
  const set = Object.values(choices).filter((value) => value !== "").length;
  return (
    <search className={styles.filters}>
      <SearchInput
        className={styles.search}
        label={t("images.list.filter")}
        value={filters.name}
        onChange={(name) => onChange({ name })}
      />
      {narrow && (
        <Button
          aria-expanded={shown}
          icon={<SlidersHorizontal size={15} aria-hidden />}
          onClick={() => setShown(!shown)}
        >
          {set === 0 ? t("images.list.filters") : t("images.list.filtersSet", { count: set })}
        </Button>
      )}
      {(shown || !narrow) && <Choices {...props} />}
    </search>
  );
}

function Choices({ filters, within, onChange }: ImageFiltersProps) {
  const t = useT();
  return (
    <>
      {within === undefined && (
        <OrganizationSelect
          className={styles.select}
          value={filters.organization}
          onChange={(organization) => onChange({ organization })}
        />
      )}
      <Select
        className={styles.select}
        label={t("images.shared.label")}
        prefix={t("images.shared.label")}
        value={filters.shared}
        options={[
          { value: "", label: t("images.shared.all") },
          { value: "mine", label: t("images.shared.mine") },
        ]}
        // The list of what is shared has no other filters.
        onChange={(shared) => onChange(shared === "" ? { shared } : { shared, type: "", category: "" })}
      />
      {filters.shared === "" && (
        <>
          <Select
            className={styles.select}
            label={t("images.type.label")}
            prefix={t("images.type.label")}
            value={filters.type}
            options={[
              { value: "", label: t("images.type.all") },
              { value: "public", label: t("images.type.public") },
              { value: "private", label: t("images.type.private") },
            ]}
            onChange={(type) => onChange({ type })}
          />
          <Select
            className={styles.select}
            label={t("images.category.label")}
            prefix={t("images.category.label")}
            value={filters.category}
            options={[
              { value: "", label: t("images.category.all") },
              ...CATEGORIES.map((value) => ({ value, label: t(`images.category.${value}`) })),
            ]}
            onChange={(category) => onChange({ category })}
          />
        </>
      )}
    </>
  );
}
