import type { ReactNode } from "react";
import { useT } from "../../i18n/use-t.ts";
import { FilterBar } from "../FilterBar.tsx";
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
  /** Fields of others, which stand before the state, and what is set in them. */
  children?: ReactNode;
  others?: Record<string, string>;
}

/** By a part of the image's name, by organization, and by state. */
export function GovernanceFilters(props: GovernanceFiltersProps) {
  const { filters, organizationLabel, stateLabel, others, onChange } = props;
  const { image, organization, state } = filters;
  const t = useT();
  const onOrganization = (organization: string) => onChange({ organization });
  return (
    <FilterBar
      label={t("common.imageName")}
      name={image}
      onName={(image) => onChange({ image })}
      others={{ ...others, organization, state }}
    >
      {organizationLabel === undefined ? (
        <OrganizationSelect value={organization} onChange={onOrganization} />
      ) : (
        <SearchInput
          className={styles.search}
          label={organizationLabel}
          value={organization}
          onChange={onOrganization}
        />
      )}
      {props.children}
      <Select
        label={stateLabel}
        prefix={stateLabel}
        value={state}
        options={[...props.states]}
        onChange={(state) => onChange({ state })}
      />
    </FilterBar>
  );
}
