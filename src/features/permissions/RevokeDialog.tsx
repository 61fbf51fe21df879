/** Says who loses what, and revokes the grants one by one. */
import { Modal } from "antd";
import { useState } from "react";
import type { Permission } from "../../../core/console-operations/permissions.ts";
import { BatchDialog } from "../../components/batch/BatchDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { type PermissionPlace, permissionsChanged, revokeGrant } from "../../resources/permissions.ts";
import { levelText } from "./columns.tsx";
import styles from "./permissions.module.css";
import { remainingLevel } from "./rules.ts";
import { UserLines } from "./UserLines.tsx";

interface RevokeDialogProps {
  place: PermissionPlace;
  users: ReadonlyMap<string, Permission>;
  /** Called with the names of those who lost theirs. */
  onRevoked: (names: readonly string[]) => void;
  onClose: () => void;
}

export function RevokeDialog({ place, users, onRevoked, onClose }: RevokeDialogProps) {
  const t = useT();
  useReturnFocus();
  const [started, setStarted] = useState(false);
  // Users without the grant leave the selection, but the dialog keeps the ones it began with.
  const [chosen] = useState(users);
  const title = t("permissions.revoke.title", { count: chosen.size });
  const onImage = place.image !== undefined;

  if (started) {
    return (
      <BatchDialog
        danger
        title={title}
        names={[...chosen.keys()]}
        act={async (name) => {
          const user = chosen.get(name);
          if (user) await revokeGrant(place, user);
        }}
        onDone={(names) => {
          onRevoked(names);
          void permissionsChanged(place);
        }}
        onEnd={onClose}
      />
    );
  }

  function left(user: Permission): string {
    const level = remainingLevel(user);
    if (level) return t("permissions.revoke.remains", { level: levelText(t, level) });
    return t(onImage ? "permissions.revoke.nothing" : "permissions.revoke.onImages");
  }

  return (
    <Modal
      open
      title={title}
      okText={t("permissions.revoke.action")}
      okButtonProps={{ danger: true }}
      cancelText={t("common.cancel")}
      closable={{ "aria-label": t("common.close") }}
      onOk={() => setStarted(true)}
      onCancel={onClose}
    >
      <p>{t("permissions.revoke.goes")}</p>
      <UserLines users={[...chosen.values()]} note={left} />
      {!onImage && <p className={styles.hints}>{t("permissions.revoke.images")}</p>}
    </Modal>
  );
}
