/** The last item of a row's menu, in the lists of images and of tags. */
import type { TFunction } from "i18next";
import { Trash2 } from "lucide-react";
import styles from "./image.module.css";

interface DeleteItem {
  /** Why it cannot be deleted. */
  refusal: string | undefined;
  onClick: () => void;
}

export function deleteItem(t: TFunction, { refusal, onClick }: DeleteItem) {
  return {
    key: "delete",
    danger: true,
    disabled: refusal !== undefined,
    icon: <Trash2 size={14} aria-hidden />,
    label: <RefusableLabel text={t("images.delete")} refusal={refusal} />,
    onClick,
  };
}

/** Of a menu's item that says why it is disabled. */
export function RefusableLabel({ text, refusal }: { text: string; refusal: string | undefined }) {
  return (
    <>
      {text}
      {refusal !== undefined && <small className={styles.refusal}>{refusal}</small>}
    </>
  );
}
