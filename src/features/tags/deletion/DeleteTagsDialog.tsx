/**
 * Confirms the deletion of tags and says what goes with them. Many are then deleted one by one, each with its outcome.
 */
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { BatchDialog } from "../../../components/batch/BatchDialog.tsx";
import { ConfirmDeleteDialog } from "../../../components/ConfirmDeleteDialog.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes } from "../../../lib/format.ts";
import type { ImageRef } from "../../../resources/images.ts";
import { deleteTag, tagsDeleted, tagsOfDigestsQuery } from "../../../resources/tags.ts";
import { untaggedQuery } from "../../../resources/untagged.ts";
import { BlastRadiusNote } from "./BlastRadiusNote.tsx";
import type { DoomedTag } from "./blast-radius.ts";

interface DeleteTagsDialogProps extends ImageRef {
  tags: readonly DoomedTag[];
  /** Called when any were deleted, with their names. */
  onDeleted: (names: readonly string[]) => void;
  onClose: () => void;
}

/** Names shown: nobody reads more. Their number stands above them. */
const NAMES_SHOWN = 100;

export function DeleteTagsDialog({ tags, onDeleted, onClose, ...ref }: DeleteTagsDialogProps) {
  const t = useT();
  const [started, setStarted] = useState(false);
  const begun = useRef(false);
  const shared = useQuery(
    tagsOfDigestsQuery(
      ref,
      tags.map(({ digest }) => digest),
    ),
  );
  const days = useQuery(untaggedQuery(ref)).data?.days;
  const [only] = tags;
  if (!only) return null;
  if (started) {
    return (
      <BatchDialog
        danger
        title={t("tags.deletion.title", { count: tags.length })}
        names={tags.map(({ name }) => name)}
        act={(name) => deleteTag(ref, name)}
        onDone={(names) => {
          onDeleted(names);
          void tagsDeleted();
        }}
        onEnd={onClose}
      />
    );
  }

  const single = tags.length === 1;
  const lines = tags
    .slice(0, NAMES_SHOWN)
    .map(({ name, size, platforms }) =>
      [name, formatBytes(size), ...(platforms.length > 0 ? [platforms.join(", ")] : [])].join(" · "),
    );
  const more = tags.length - lines.length;
  return (
    <ConfirmDeleteDialog
      title={t("tags.deletion.title", { count: tags.length })}
      goes={more > 0 ? [...lines, t("common.andMore", { count: more })] : lines}
      name={single ? only.name : ref.image}
      action={t("tags.deletion.action", { count: tags.length })}
      onConfirm={async () => {
        if (!single) {
          begun.current = true;
          setStarted(true);
          return;
        }
        await deleteTag(ref, only.name);
        onDeleted([only.name]);
        await tagsDeleted();
      }}
      // The confirmation also closes when it is given: then the deletion begins in its place.
      onClose={() => !begun.current && onClose()}
    >
      <BlastRadiusNote tags={tags} shared={shared} days={days} />
    </ConfirmDeleteDialog>
  );
}
