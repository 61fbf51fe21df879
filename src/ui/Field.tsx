/** A labelled form field with its hint and its error, tied together for screen readers. */
import { type ReactNode, useId } from "react";
import styles from "./Field.module.css";

interface FieldControl {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
  status: "error" | undefined;
}

interface FieldProps {
  label: string;
  error?: string;
  hint?: string;
  /** Spread the given properties on the control. */
  children: (control: FieldControl) => ReactNode;
}

export function Field({ label, error, hint, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        "aria-describedby": note === undefined ? undefined : noteId,
        "aria-invalid": error !== undefined,
        status: error === undefined ? undefined : "error",
      })}
      {note !== undefined && (
        <p id={noteId} className={error === undefined ? styles.hint : styles.error}>
          {note}
        </p>
      )}
    </div>
  );
}
