/** A form in a drawer over the page. */
import { Drawer } from "antd";
import { type FormEvent, type ReactNode, useId } from "react";
import { useT } from "../i18n/use-t.ts";
import { useFocusOfRemoved, useReturnFocus } from "../lib/use-return-focus.ts";
import { ActionButton } from "../ui/ActionButton.tsx";
import { Button, type ButtonProps } from "../ui/Button.tsx";
import { DialogButtons } from "../ui/DialogButtons.tsx";
import { ErrorNote } from "./ErrorNote.tsx";
import styles from "./FormDrawer.module.css";

interface FormDrawerProps {
  title: string;
  /** Pixels, where the screen has so many. */
  width: number;
  submitLabel: string;
  /** While it is sent. */
  loading: boolean;
  /** Why sending it failed, unless a field says so; null where it did not. Stands below the fields. */
  submitError: unknown;
  /** Why it cannot be sent. */
  refusal?: string;
  /** A slip, i.e. Escape or a click beside the drawer, does not close it. */
  holdsWork?: boolean;
  /** Instead of the buttons that cancel and submit. */
  footer?: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/**
 * For the form's element: the drawer has the focus where no field takes it. Left to antd, it takes the focus from the
 * field where nothing moves, as reduced motion has it.
 */
function focusDrawer(form: HTMLFormElement | null) {
  if (!form || form.contains(document.activeElement)) return;
  form.closest<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
}

export function FormDrawer(props: FormDrawerProps) {
  const {
    title,
    width,
    submitLabel,
    loading,
    submitError,
    refusal,
    holdsWork = false,
    onSubmit,
    onClose,
  } = props;
  const t = useT();
  const formId = useId();
  useReturnFocus();
  const focus = useFocusOfRemoved();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (refusal === undefined) onSubmit();
  }

  const button: ButtonProps = { kind: "primary", type: "submit", form: formId, busy: loading };
  return (
    <Drawer
      open
      autoFocus={false}
      title={<span className={styles.title}>{title}</span>}
      size={`min(${width}px, 100vw)`}
      closable={{ "aria-label": t("common.close") }}
      keyboard={!holdsWork}
      mask={{ closable: !holdsWork }}
      onClose={onClose}
      footer={
        <DialogButtons>
          {props.footer ?? (
            <>
              <Button onClick={onClose}>{t("common.cancel")}</Button>
              {refusal === undefined ? (
                <Button {...button}>{submitLabel}</Button>
              ) : (
                <ActionButton {...button} label={submitLabel} refusal={refusal}>
                  {submitLabel}
                </ActionButton>
              )}
            </>
          )}
        </DialogButtons>
      }
    >
      <form ref={focusDrawer} id={formId} className={styles.form} onSubmit={submit} noValidate {...focus}>
        {props.children}
        {submitError !== null && <ErrorNote error={submitError} />}
      </form>
    </Drawer>
  );
}
