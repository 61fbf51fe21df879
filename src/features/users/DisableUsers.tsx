import { Modal } from "antd";
import type { IamUser } from "../../../core/iam-operations/users.ts";
import { Limited } from "../../components/Limited.tsx";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { Button } from "../../ui/Button.tsx";
import { DialogButtons } from "../../ui/DialogButtons.tsx";
import styles from "./users.module.css";

interface DisableUsersProps {
  title: string;
  users: readonly IamUser[];
  onConfirm: () => void;
  onClose: () => void;
}

/** Confirms disabling. It can be undone, so nothing has to be typed, but ended sign-ins stay ended. */
export function DisableUsers({ title, users, onConfirm, onClose }: DisableUsersProps) {
  const t = useT();
  useReturnFocus();
  return (
    <Modal
      open
      title={title}
      closable={{ "aria-label": t("common.close") }}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <DialogButtons>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" danger autoFocus onClick={onConfirm}>
            {t("users.disable.action")}
          </Button>
        </DialogButtons>
      }
    >
      <p>{t("users.disable.who")}</p>
      <Limited items={users}>
        {(shown) => (
          <ul className={styles.names}>
            {shown.map(({ id, name }) => (
              <li key={id}>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        )}
      </Limited>
      <p>{t("users.disable.ends")}</p>
    </Modal>
  );
}
