import type { Retention } from "../../../core/operations/retention.ts";
import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import type { ImageRef } from "../../resources/images.ts";
import { deleteRetention } from "../../resources/retention.ts";
import { sentenceOf } from "./rules.ts";

interface DeleteRetentionDialogProps extends ImageRef {
  policy: Retention;
  onClose: () => void;
}

export function DeleteRetentionDialog({ policy, onClose, ...image }: DeleteRetentionDialogProps) {
  const t = useT();
  return (
    <ConfirmDeleteDialog
      title={t("retention.delete.title", { image: image.image })}
      goes={policy.rules.map((rule) => sentenceOf(t, rule))}
      name={image.image}
      action={t("retention.delete.action")}
      onConfirm={() => deleteRetention(image, policy.id)}
      onClose={onClose}
    >
      <p>{t("retention.delete.stays")}</p>
    </ConfirmDeleteDialog>
  );
}
