/** Enables, disables or deletes users one by one, each with its outcome. Disabling and deleting ask first. */
import type { TFunction } from "i18next";
import { useRef, useState } from "react";
import type { IamUser } from "../../../core/iam-operations/users.ts";
import { BatchDialog } from "../../components/batch/BatchDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import { deleteOneOfMany, enableOneOfMany, usersChanged, usersDeleted } from "../../resources/users.ts";
import { DeleteUsers } from "./DeleteUsers.tsx";
import { DisableUsers } from "./DisableUsers.tsx";
import type { UserChange } from "./UserActions.tsx";

interface ChangeUsersDialogProps {
  kind: UserChange;
  users: readonly IamUser[];
  /** Called when any were deleted, with their names. */
  onDeleted: (names: readonly string[]) => void;
  onClose: () => void;
}

export function ChangeUsersDialog({ kind, users: given, onDeleted, onClose }: ChangeUsersDialogProps) {
  const t = useT();
  const [started, setStarted] = useState(kind === "enable");
  const begun = useRef(false);
  // Deleted users leave the selection, but the dialog keeps the ones it began with.
  const [users] = useState(given);
  const title = titleOf(t, kind, users);

  if (started) {
    const byName = new Map(users.map((user) => [user.name, user]));
    return (
      <BatchDialog
        danger={kind === "delete"}
        title={title}
        names={[...byName.keys()]}
        act={async (name) => {
          const user = byName.get(name);
          if (user)
            await (kind === "delete" ? deleteOneOfMany(user) : enableOneOfMany(user, kind === "enable"));
        }}
        onDone={(done) => {
          if (kind === "delete") onDeleted(done);
          void (kind === "delete" ? usersDeleted() : usersChanged());
        }}
        onEnd={onClose}
      />
    );
  }

  const confirmation = {
    title,
    users,
    onConfirm: async () => {
      begun.current = true;
      setStarted(true);
    },
    // The confirmation also closes when it is given: then the work begins in its place.
    onClose: () => {
      if (!begun.current) onClose();
    },
  };
  return kind === "delete" ? <DeleteUsers {...confirmation} /> : <DisableUsers {...confirmation} />;
}

function titleOf(t: TFunction, kind: UserChange, users: readonly IamUser[]): string {
  const count = users.length;
  const [first] = users;
  if (kind === "enable") return t("users.enable.title", { count });
  if (kind === "disable") return t("users.disable.title", { count });
  return count === 1 && first
    ? t("users.delete.title", { name: first.name })
    : t("users.delete.titleMany", { count });
}
