import { Select } from "antd";
import { CATEGORIES, type Category } from "../../../core/editions.ts";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/Field.tsx";

interface CategoryFieldProps {
  /**
   * Empty where there is none, which shows as `other`. Another client may have set one that this console does not know.
   */
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
          // Renders all of the few options, as screen readers would otherwise find only those near the chosen one.
          virtual={false}
          value={category || "other"}
          options={CATEGORIES.map((value) => ({ value, label: t(`images.category.${value}`) }))}
          onSelect={(_, { value }) => onChange(value)}
        />
      )}
    </Field>
  );
}
