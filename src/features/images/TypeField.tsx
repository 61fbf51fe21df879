import { Radio } from "antd";
import { useId } from "react";
import { useT } from "../../i18n/use-t.ts";
import { Warning } from "../../ui/Warning.tsx";
import styles from "./TypeField.module.css";

interface TypeFieldProps {
  isPublic: boolean;
  onChange: (isPublic: boolean) => void;
  /** What the service said of it. */
  error?: string;
  /** What choosing this would bring about. */
  warning?: string;
}

/** Whether anyone can pull an image, or only those with a permission. */
export function TypeField({ isPublic, onChange, error, warning }: TypeFieldProps) {
  const t = useT();
  const noteId = useId();
  return (
    <fieldset className={styles.type}>
      <legend>{t("images.type.label")}</legend>
      <Radio.Group
        value={isPublic}
        aria-describedby={noteId}
        onChange={(event) => onChange(event.target.value)}
        options={[
          { value: false, label: t("images.type.private") },
          { value: true, label: t("images.type.public") },
        ]}
      />
      <p id={noteId} className={error === undefined ? styles.hint : styles.error}>
        {error ?? (isPublic ? t("images.edit.publicHint") : t("images.edit.privateHint"))}
      </p>
      {warning !== undefined && <Warning role="alert">{warning}</Warning>}
    </fieldset>
  );
}
