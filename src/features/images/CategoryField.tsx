import { Select } from "antd";
import { CATEGORIES, type Category } from "../../../core/editions.ts";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/Field.tsx";

interface CategoryFieldProps {
  /** Empty where there is none, which shows as `other`; or one that another client has set and this console does not know. */
  category: string;
  onChange: (category: Category) => void;
}

export function CategoryField({ category, onChange }: CategoryFieldProps) {
  const t = useT();
  return (
    <Field label={t("images.category.label")}>
      {(control) => (
        <Select<string, { value: Category; label: string }>
          {...control}
          // All of the few options are there for screen readers, not only those around the chosen one.
          virtual={false}
          value={category || "other"}
          options={CATEGORIES.map((value) => ({ value, label: t(`images.category.${value}`) }))}
          onSelect={(_, { value }) => onChange(value)}
        />
      )}
    </Field>
  );
}
