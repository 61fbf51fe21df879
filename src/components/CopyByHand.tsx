import { type RefCallback, useId } from "react";
import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";
import { DialogButtons } from "../ui/DialogButtons.tsx";
import styles from "./CopyByHand.module.css";

/**
 * Shows the text, selected, where the browser refuses to copy. It is the browser's own dialog, so that it can stand
 * over one of antd's.
 */
export function CopyByHand({ text, onClose }: { text: string; onClose: () => void }) {
  const t = useT();
  const id = useId();
  return (
    <dialog
      ref={open}
      className={styles.dialog}
      aria-labelledby={id}
      onClose={onClose}
      // The dialog below has keys of its own, and would close on Esc too.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <p id={id}>{t("common.copy.byHand")}</p>
      <textarea readOnly dir="ltr" value={text} aria-labelledby={id} className={styles.text} />
      <form method="dialog">
        <DialogButtons>
          <Button type="submit">{t("common.close")}</Button>
        </DialogButtons>
      </form>
    </dialog>
  );
}

const open: RefCallback<HTMLDialogElement> = (dialog) => {
  dialog?.showModal();
  const area = dialog?.querySelector("textarea");
  if (!area) return;
  // As high as the text, which CSS alone cannot say in every browser.
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  area.focus();
  area.select();
};
