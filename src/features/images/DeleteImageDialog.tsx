import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes } from "../../lib/format.ts";
import { deleteImage, type ImageRef } from "../../resources/images.ts";

interface DeleteImageDialogProps extends ImageRef {
  tagCount: number;
  /** Bytes. */
  size: number;
  onDeleted?: () => void;
  onClose: () => void;
}

export function DeleteImageDialog({ organization, image, tagCount, size, ...on }: DeleteImageDialogProps) {
  const t = useT();
  const goes =
    tagCount === 0
      ? [t("images.deletion.noTags")]
      : [
          t("images.deletion.tags", { count: tagCount }),
          t("images.deletion.size", { size: formatBytes(size) }),
        ];
  return (
    <ConfirmDeleteDialog
      title={`${t("images.deletion.title")} ${organization}/${image}`}
      goes={goes}
      name={image}
      action={t("images.deletion.title")}
      onConfirm={async () => {
        await deleteImage({ organization, image });
        on.onDeleted?.();
      }}
      onClose={on.onClose}
    />
  );
}
