import { Input } from "antd";
import { SHARE_DESCRIPTION_MAX } from "../../../core/shares.ts";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/Field.tsx";
import { descriptionExcess } from "./terms.ts";

interface ShareDescriptionFieldProps {
  description: string;
  onChange: (description: string) => void;
}

/** What a share is for: read by its own account only. One that is too long is never cut short. */
export function ShareDescriptionField({ description, onChange }: ShareDescriptionFieldProps) {
  const t = useT();
  const over = descriptionExcess(description);
  return (
    <Field
      label={t("sharing.description.label")}
      error={over > 0 ? t("images.description.tooLong", { count: over }) : undefined}
      hint={t("images.description.count", { length: description.length, max: SHARE_DESCRIPTION_MAX })}
    >
      {(control) => (
        <Input.TextArea
          {...control}
          rows={3}
          value={description}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
