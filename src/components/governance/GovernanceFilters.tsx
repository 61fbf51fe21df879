import type { ReactNode } from "react";
import { useT } from "../../i18n/use-t.ts";
import { OrganizationSelect } from "../OrganizationSelect.tsx";
import { SearchInput } from "../SearchInput.tsx";
import { Select } from "../Select.tsx";
import styles from "./governance.module.css";

interface GovernanceFiltersProps {
  /** As the address has them; empty where they are not set. */
  filters: { organization: string; image: string; state: string };
  /** Where organizations are in no list to choose from: the name of the field that takes one. */
  organizationLabel?: string | undefined;
  stateLabel: string;
  states: readonly { value: string; label: string }[];
  onChange: (changes: Record<string, string>) => void;
  /** Others, which stand before the state. */
  children?: ReactNode;
}

/** By organization, by a part of the image's name, and by state. */
export function GovernanceFilters(props: GovernanceFiltersProps) {
  const { filters, organizationLabel, stateLabel, onChange } = props;
  const t = useT();
  return (
    <search className={styles.filters}>
      {organizationLabel === undefined ? (
        <OrganizationSelect
          className={styles.select}
          value={filters.organization}
          onChange={(organization) => onChange({ organization })}
        />
      ) : (
        <SearchInput
          className={styles.search}
          label={organizationLabel}
          value={filters.organization}
          onChange={(organization) => onChange({ organization })}
        />
      )}
      <SearchInput
        className={styles.search}
        label={t("common.imageName")}
        value={filters.image}
        onChange={(image) => onChange({ image })}
      />
      {props.children}
      <Select
        className={styles.select}
        label={stateLabel}
        prefix={stateLabel}
        value={filters.state}
        options={[...props.states]}
        onChange={(state) => onChange({ state })}
      />
    </search>
  );
}
