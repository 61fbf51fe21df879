import { useQuery } from "@tanstack/react-query";
import { CATEGORIES } from "../../../../core/editions.ts";
import { SearchInput } from "../../../components/SearchInput.tsx";
import { Select } from "../../../components/Select.tsx";
import { useT } from "../../../i18n/use-t.ts";
import type { ImageFilters as Filters } from "../../../resources/images.ts";
import { organizationListQuery } from "../../../resources/organizations.ts";
import styles from "./list.module.css";

interface ImageFiltersProps {
  filters: Filters;
  /** The one organization whose images are listed: there is none to choose then. */
  within: string | undefined;
  onChange: (changes: Partial<Filters>) => void;
}

export function ImageFilters({ filters, within, onChange }: ImageFiltersProps) {
  const t = useT();
  const organizations = useQuery({ ...organizationListQuery, enabled: within === undefined });
  const names = organizations.data?.namespaces.map(({ name }) => name) ?? [];
  return (
    <search className={styles.filters}>
      <SearchInput
        className={styles.search}
        label={t("images.list.filter")}
        value={filters.name}
        onChange={(name) => onChange({ name })}
      />
      {within === undefined && (
        <Select
          className={styles.select}
          label={t("images.organization.label")}
          prefix={t("images.organization.label")}
          searchable
          loading={organizations.isPending}
          value={filters.organization}
          options={[
            { value: "", label: t("images.organization.all") },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
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
    </search>
  );
}
