import { useQuery } from "@tanstack/react-query";
import { SHARE_STATES } from "../../../../core/shares.ts";
import { SearchInput } from "../../../components/SearchInput.tsx";
import { Select } from "../../../components/Select.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { organizationListQuery } from "../../../resources/organizations.ts";
import { ENDS_SOON_DAYS, type LedgerFilters as Filters } from "../../../resources/shares.ts";
import styles from "../sharing.module.css";

interface LedgerFiltersProps {
  filters: Filters;
  onChange: (changes: Record<string, string>) => void;
}

export function LedgerFilters({ filters, onChange }: LedgerFiltersProps) {
  const t = useT();
  const isOut = filters.direction === "out";
  const organizations = useQuery({ ...organizationListQuery, enabled: isOut });
  const names = organizations.data?.namespaces.map(({ name }) => name) ?? [];
  return (
    <search className={styles.filters}>
      {isOut ? (
        <Select
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
      ) : (
        // Others' organizations are in no list to choose from.
        <SearchInput
          className={styles.search}
          label={t("sharing.ledger.organization")}
          value={filters.organization}
          onChange={(organization) => onChange({ organization })}
        />
      )}
      <SearchInput
        className={styles.search}
        label={t("sharing.ledger.image")}
        value={filters.image}
        onChange={(image) => onChange({ image })}
      />
      <SearchInput
        className={styles.search}
        label={t("sharing.ledger.account")}
        value={filters.account}
        onChange={(account) => onChange({ account })}
      />
      <Select
        label={t("sharing.state.label")}
        prefix={t("sharing.state.label")}
        value={filters.state}
        options={[
          { value: "", label: t("sharing.state.all") },
          { value: "soon", label: t("sharing.state.soon", { count: ENDS_SOON_DAYS }) },
          ...SHARE_STATES.map((value) => ({ value, label: t(`sharing.state.${value}`) })),
        ]}
        onChange={(state) => onChange({ state })}
      />
    </search>
  );
}
