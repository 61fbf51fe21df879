/** Asks before images go with all their tags; many are then deleted one by one, with each outcome shown. */
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

/** As many names as somebody will read; the number of all stands above them. */
const NAMES_SHOWN = 100;

export function DeleteImagesDialog({ images, onDeleted, onClose }: DeleteImagesDialogProps) {
  const t = useT();
  const [started, setStarted] = useState(false);
  const begun = useRef(false);
  // What is deleted leaves the selection; the dialog goes on with what was chosen.
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
      // Nobody types ten names; their number shows that it was read.
      name={names.length === 1 ? (names[0] ?? "") : String(names.length)}
      action={title}
      onConfirm={async () => {
        begun.current = true;
        setStarted(true);
      }}
      // The confirmation closes when it is given, and the work it was given for begins.
      onClose={() => !begun.current && onClose()}
    />
  );
}
