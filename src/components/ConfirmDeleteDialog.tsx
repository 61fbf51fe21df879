/**
 * Confirms a deletion by typing the name. A failure shows in the dialog, which keeps what was typed, so that one can
 * try again.
 */
import { Input, Modal } from "antd";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useT } from "../i18n/use-t.ts";
import { useReturnFocus } from "../lib/use-return-focus.ts";
import { Field } from "../ui/Field.tsx";
import styles from "./ConfirmDeleteDialog.module.css";
import { ErrorNote } from "./ErrorNote.tsx";
import { useWrite } from "./use-write.ts";

interface ConfirmDeleteDialogProps {
  title: string;
  /** What is deleted, one line each; shown as plain text. */
  goes: readonly string[];
  /** What has to be typed. */
  name: string;
  /** Says what the button does: "Delete organization". */
  action: string;
  /** Deletes and refreshes what shows it. Where it throws, the dialog stays open; otherwise it closes. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
  /** Further information, for example what stays. */
  children?: ReactNode;
}

export function ConfirmDeleteDialog({
  title,
  goes,
  name,
  action,
  onConfirm,
  onClose,
  children,
}: ConfirmDeleteDialogProps) {
  const t = useT();
  useReturnFocus();
  const formId = useId();
  const [typed, setTyped] = useState("");
  const { loading, error, send } = useWrite(async () => {
    await onConfirm();
    onClose();
  });
  const matches = typed.trim() === name;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (matches) send();
  }

  return (
    <Modal
      open
      title={title}
      okText={action}
      okButtonProps={{ danger: true, disabled: !matches, htmlType: "submit", form: formId }}
      confirmLoading={loading}
      cancelText={t("common.cancel")}
      cancelButtonProps={{ disabled: loading }}
      closable={{ disabled: loading, "aria-label": t("common.close") }}
      keyboard={!loading}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        <p>{t("common.confirmDelete.goes")}</p>
        <ul className={styles.goes}>
          {goes.map((line) => (
            <li key={line}>
              <bdi>{line}</bdi>
            </li>
          ))}
        </ul>
        {children}
        <Field label={t("common.confirmDelete.type", { name })}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Modal>
  );
}
