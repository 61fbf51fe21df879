import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import type { ImageRef } from "../../resources/images.ts";
import { deleteSyncRule, type SyncRule } from "../../resources/sync.ts";
import { targetOf } from "./rule-columns.tsx";

interface DeleteRuleDialogProps extends ImageRef {
  rule: SyncRule;
  onClose: () => void;
}

export function DeleteRuleDialog({ rule, onClose, ...image }: DeleteRuleDialogProps) {
  const t = useT();
  return (
    <ConfirmDeleteDialog
      title={t("sync.auto.delete.title")}
      goes={[`${image.organization}/${image.image} → ${targetOf(rule)}`]}
      name={rule.remoteRegionId}
      action={t("sync.auto.delete.action")}
      onConfirm={() => deleteSyncRule(image, rule)}
      onClose={onClose}
    >
      <p>{t("sync.auto.delete.stops")}</p>
    </ConfirmDeleteDialog>
  );
}
