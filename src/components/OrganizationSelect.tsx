import { useQuery } from "@tanstack/react-query";
import { useT } from "../i18n/use-t.ts";
import { organizationListQuery } from "../resources/organizations.ts";
import { Select } from "./Select.tsx";

interface OrganizationSelectProps {
  /** Empty: all of them. */
  value: string;
  onChange: (organization: string) => void;
}

/** Narrows a list to one of the organizations that the person sees. */
export function OrganizationSelect({ value, onChange }: OrganizationSelectProps) {
  const t = useT();
  const organizations = useQuery(organizationListQuery);
  const names = organizations.data?.namespaces.map(({ name }) => name) ?? [];
  return (
    <Select
      label={t("images.organization.label")}
      prefix={t("images.organization.label")}
      searchable
      loading={organizations.isPending}
      value={value}
      options={[
        { value: "", label: t("images.organization.all") },
        ...names.map((name) => ({ value: name, label: name })),
      ]}
      onChange={onChange}
    />
  );
}
