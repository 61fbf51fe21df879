import type { TriggerEntry } from "../../../core/console-operations/triggers.ts";
import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import { deleteTrigger, triggerRef } from "../../resources/triggers.ts";
import { conditionText, targetText } from "./texts.ts";

interface DeleteTriggerDialogProps {
  trigger: TriggerEntry;
  onDeleted?: () => void;
  onClose: () => void;
}

export function DeleteTriggerDialog({ trigger, onDeleted, onClose }: DeleteTriggerDialogProps) {
  const t = useT();
  const { name, last_firing: last } = trigger;
  const isGoing = last !== null && last.ended_at === null;
  return (
    <ConfirmDeleteDialog
      title={t("triggers.delete.title", { name })}
      goes={[
        `${conditionText(t, trigger)} → ${targetText(t, trigger)}`,
        ...(last ? [t("triggers.delete.history")] : []),
        ...(isGoing ? [t("triggers.delete.going", { tag: last.tag })] : []),
      ]}
      name={name}
      action={t("triggers.delete.action")}
      onConfirm={async () => {
        await deleteTrigger(triggerRef(trigger));
        onDeleted?.();
      }}
      onClose={onClose}
    >
      <p>{t("triggers.delete.stays")}</p>
    </ConfirmDeleteDialog>
  );
}
