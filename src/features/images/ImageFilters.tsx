import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { SearchInput } from "../../components/SearchInput.tsx";
import styles from "./images.module.css";
import { type ImageFilters as Filters, organizationsQuery } from "./queries.ts";

interface ImageFiltersProps {
  filters: Filters;
  onChange: (changes: Partial<Filters>) => void;
}

export function ImageFilters({ filters, onChange }: ImageFiltersProps) {
  const { t } = useTranslation();
  const organizations = useQuery(organizationsQuery);
  const names = organizations.data?.namespaces.map(({ name }) => name) ?? [];
  return (
    <search className={styles.filters}>
      <SearchInput
        className={styles.search}
        label={t("images.list.filter")}
        value={filters.name}
        onChange={(name) => onChange({ name })}
      />
      <Select
        className={styles.select}
        aria-label={t("images.organization.label")}
        prefix={t("images.organization.label")}
        showSearch
        popupMatchSelectWidth={false}
        loading={organizations.isPending}
        value={filters.organization}
        options={[
          { value: "", label: t("images.organization.all") },
          ...names.map((name) => ({ value: name, label: name })),
        ]}
        onChange={(organization) => onChange({ organization })}
      />
      <Select
        className={styles.select}
        aria-label={t("images.type.label")}
        prefix={t("images.type.label")}
        popupMatchSelectWidth={false}
        value={filters.type}
        options={[
          { value: "", label: t("images.type.all") },
          { value: "public", label: t("images.type.public") },
          { value: "private", label: t("images.type.private") },
        ]}
        onChange={(type) => onChange({ type })}
      />
    </search>
  );
}
