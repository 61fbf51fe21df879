import { SHARE_STATES } from "../../../../core/shares.ts";
import { GovernanceFilters } from "../../../components/governance/GovernanceFilters.tsx";
import styles from "../../../components/governance/governance.module.css";
import { SearchInput } from "../../../components/SearchInput.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { ENDS_SOON_DAYS, type LedgerFilters as Filters } from "../../../resources/shares.ts";

interface LedgerFiltersProps {
  filters: Filters;
  onChange: (changes: Record<string, string>) => void;
}

export function LedgerFilters({ filters, onChange }: LedgerFiltersProps) {
  const t = useT();
  return (
    <GovernanceFilters
      filters={filters}
      organizationLabel={filters.direction === "in" ? t("sharing.ledger.organization") : undefined}
      others={{ account: filters.account }}
      stateLabel={t("sharing.state.label")}
      states={[
        { value: "", label: t("sharing.state.all") },
        { value: "soon", label: t("sharing.state.soon", { count: ENDS_SOON_DAYS }) },
        ...SHARE_STATES.map((value) => ({ value, label: t(`sharing.state.${value}`) })),
      ]}
      onChange={onChange}
    >
      <SearchInput
        className={styles.search}
        label={t("sharing.ledger.account")}
        value={filters.account}
        onChange={(account) => onChange({ account })}
      />
    </GovernanceFilters>
  );
}
