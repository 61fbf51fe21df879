import { Pencil, Trash2 } from "lucide-react";
import { useT } from "../../i18n/use-t.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import styles from "./sharing.module.css";

interface ShareActionsProps {
  /** With whom, and where rows are of many images, which. */
  of: string;
  onEdit: () => void;
  onRevoke: () => void;
}

/** At the end of a share's row. */
export function ShareActions({ of, onEdit, onRevoke }: ShareActionsProps) {
  const t = useT();
  return (
    <span className={styles.actions}>
      <ActionButton
        kind="text"
        small
        label={t("sharing.edit.action", { account: of })}
        refusal={undefined}
        icon={<Pencil size={15} aria-hidden />}
        onClick={onEdit}
      />
      <ActionButton
        kind="text"
        small
        label={t("sharing.revoke.action", { account: of })}
        refusal={undefined}
        icon={<Trash2 size={15} aria-hidden />}
        onClick={onRevoke}
      />
    </span>
  );
}
