import { CATEGORIES } from "../../../../core/editions.ts";
import { FilterBar } from "../../../components/FilterBar.tsx";
import { OrganizationSelect } from "../../../components/OrganizationSelect.tsx";
import { Select } from "../../../components/Select.tsx";
import { useT } from "../../../i18n/use-t.ts";
import type { ImageFilters as Filters } from "../../../resources/images.ts";

interface ImageFiltersProps {
  filters: Filters;
  /** The one organization whose images are listed; then there is no filter by organization. */
  within: string | undefined;
  onChange: (changes: Partial<Filters>) => void;
}

export function ImageFilters({ filters, within, onChange }: ImageFiltersProps) {
  const t = useT();
  const { name, ...others } = filters;
  return (
    <FilterBar
      label={t("images.list.filter")}
      name={name}
      onName={(name) => onChange({ name })}
      others={others}
    >
      {within === undefined && (
        <OrganizationSelect
          value={filters.organization}
          onChange={(organization) => onChange({ organization })}
        />
      )}
      <Select
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
    </FilterBar>
  );
}
