import { useQuery } from "@tanstack/react-query";
import { Select } from "../../../components/Select.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { regionListQuery } from "../../../resources/regions.ts";

interface RegionFilterProps {
  /** Empty: all of them. */
  value: string;
  onChange: (changes: { region: string }) => void;
}

export function RegionFilter({ value, onChange }: RegionFilterProps) {
  const t = useT();
  const regions = useQuery(regionListQuery).data ?? [];
  return (
    <Select
      label={t("sync.column.region")}
      prefix={t("sync.column.region")}
      value={value}
      options={[
        { value: "", label: t("sync.state.all") },
        ...regions.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(region) => onChange({ region })}
    />
  );
}
