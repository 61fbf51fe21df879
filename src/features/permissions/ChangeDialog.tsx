/** Gives several users another level, one by one. */
import { Modal } from "antd";
import { useState } from "react";
import type { Permission } from "../../../core/console-operations/permissions.ts";
import { type GrantedLevel, LEVEL } from "../../../core/permissions.ts";
import { BatchDialog } from "../../components/batch/BatchDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { changeGrant, type PermissionPlace, permissionsChanged } from "../../resources/permissions.ts";
import { LevelChoice } from "./LevelChoice.tsx";
import styles from "./permissions.module.css";
import { UserLines } from "./UserLines.tsx";

interface ChangeDialogProps {
  place: PermissionPlace;
  users: ReadonlyMap<string, Permission>;
  grantable: GrantedLevel | null | undefined;
  /** Called with the names of those who were changed. */
  onChanged: (names: readonly string[]) => void;
  onClose: () => void;
}

export function ChangeDialog({ place, users, grantable, onChanged, onClose }: ChangeDialogProps) {
  const t = useT();
  useReturnFocus();
  const [level, setLevel] = useState<GrantedLevel>(LEVEL.read);
  const [started, setStarted] = useState(false);
  // Changed users leave the selection, but the dialog keeps the ones it began with.
  const [chosen] = useState(users);
  const title = t("permissions.change.title", { count: chosen.size });

  if (started) {
    return (
      <BatchDialog
        title={title}
        names={[...chosen.keys()]}
        act={async (name) => {
          const user = chosen.get(name);
          if (user) await changeGrant(place, user, level);
        }}
        onDone={(names) => {
          onChanged(names);
          void permissionsChanged(place);
        }}
        onEnd={onClose}
      />
    );
  }

  return (
    <Modal
      open
      title={title}
      okText={t("permissions.change.submit")}
      cancelText={t("common.cancel")}
      closable={{ "aria-label": t("common.close") }}
      onOk={() => setStarted(true)}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <LevelChoice
          label={t("permissions.change.level")}
          level={level}
          grantable={grantable}
          onChange={setLevel}
        />
        <UserLines users={[...chosen.values()]} />
      </div>
    </Modal>
  );
}
