import { Input } from "antd";
import { IMAGE_DESCRIPTION_MAX } from "../../../core/limits.ts";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/Field.tsx";

interface DescriptionFieldProps {
  description: string;
  onChange: (description: string) => void;
  /** What the service said of it. */
  refusal?: string;
  rows?: number;
  className?: string;
}

export const isTooLong = (description: string) => description.length > IMAGE_DESCRIPTION_MAX;

/** An image's description, in Markdown. One that is too long is never cut short: it says by how much. */
export function DescriptionField({ description, onChange, refusal, ...area }: DescriptionFieldProps) {
  const t = useT();
  const over = description.length - IMAGE_DESCRIPTION_MAX;
  return (
    <Field
      label={t("images.detail.description")}
      error={over > 0 ? t("images.description.tooLong", { count: over }) : refusal}
      hint={t("images.description.count", { length: description.length, max: IMAGE_DESCRIPTION_MAX })}
    >
      {(control) => (
        <Input.TextArea
          {...control}
          {...area}
          value={description}
          placeholder={t("images.description.placeholder")}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
