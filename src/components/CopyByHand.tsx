import { type RefCallback, useId } from "react";
import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./CopyByHand.module.css";

/** Where the browser refuses to copy: the text, selected. The browser's own dialog, as it may stand over one of antd's. */
export function CopyByHand({ text, onClose }: { text: string; onClose: () => void }) {
  const t = useT();
  const id = useId();
  return (
    <dialog
      ref={open}
      className={styles.dialog}
      aria-labelledby={id}
      onClose={onClose}
      // What is under it has keys of its own, and closes on Esc too.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <p id={id}>{t("common.copy.byHand")}</p>
      <textarea readOnly rows={4} dir="ltr" value={text} aria-labelledby={id} className={styles.text} />
      <form method="dialog">
        <Button type="submit">{t("common.close")}</Button>
      </form>
    </dialog>
  );
}

const open: RefCallback<HTMLDialogElement> = (dialog) => {
  dialog?.showModal();
  const area = dialog?.querySelector("textarea");
  area?.focus();
  area?.select();
};
