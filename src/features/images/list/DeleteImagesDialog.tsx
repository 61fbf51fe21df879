/** Confirms the deletion of images with all their tags. Many are then deleted one by one, each with its outcome. */
import { useRef, useState } from "react";
import { BatchDialog } from "../../../components/batch/BatchDialog.tsx";
import { ConfirmDeleteDialog } from "../../../components/ConfirmDeleteDialog.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes } from "../../../lib/format.ts";
import { deleteOneOfMany, imagesDeleted } from "../../../resources/images.ts";

export interface DoomedImage {
  organization: string;
  image: string;
  tagCount: number;
  /** Bytes. */
  size: number;
}

interface DeleteImagesDialogProps {
  /** By `organization/image`. */
  images: ReadonlyMap<string, DoomedImage>;
  /** Called when any were deleted, with their names. */
  onDeleted: (names: readonly string[]) => void;
  onClose: () => void;
}

/** Names shown: nobody reads more. Their number stands above them. */
const NAMES_SHOWN = 100;

export function DeleteImagesDialog({ images, onDeleted, onClose }: DeleteImagesDialogProps) {
  const t = useT();
  const [started, setStarted] = useState(false);
  const begun = useRef(false);
  // Deleted images leave the selection, but the dialog keeps the ones it began with.
  const [chosen] = useState(images);
  const names = [...chosen.keys()];
  const title = t("images.deletion.many", { count: names.length });

  if (started) {
    return (
      <BatchDialog
        danger
        title={title}
        names={names}
        act={async (name) => {
          const image = chosen.get(name);
          if (image) await deleteOneOfMany(image);
        }}
        onDone={(done) => {
          onDeleted(done);
          void imagesDeleted();
        }}
        onEnd={onClose}
      />
    );
  }

  const lines = [...chosen]
    .slice(0, NAMES_SHOWN)
    .map(
      ([name, { tagCount, size }]) =>
        `${name} · ${t("images.deletion.tags", { count: tagCount })} · ${formatBytes(size)}`,
    );
  const more = names.length - lines.length;
  return (
    <ConfirmDeleteDialog
      title={title}
      goes={more > 0 ? [...lines, t("common.andMore", { count: more })] : lines}
      // Nobody types ten names: typing their number shows that the dialog was read.
      name={names.length === 1 ? (names[0] ?? "") : String(names.length)}
      action={title}
      onConfirm={async () => {
        begun.current = true;
        setStarted(true);
      }}
      // The confirmation also closes when it is given: then the deletion begins in its place.
      onClose={() => !begun.current && onClose()}
    />
  );
}
