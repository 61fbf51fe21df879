/** 「回退」: sets the images again that were there before a firing. */
import { Modal } from "antd";
import type { Firing } from "../../../core/console-operations/firings.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { rollBackFiring, type TriggerRef } from "../../resources/triggers.ts";
import { Changes } from "./FiringItem.tsx";
import styles from "./triggers.module.css";

interface RollBackDialogProps {
  trigger: TriggerRef;
  firing: Firing;
  onClose: () => void;
}

export function RollBackDialog({ trigger, firing, onClose }: RollBackDialogProps) {
  const t = useT();
  useReturnFocus();
  const { loading, error, send } = useWrite(async () => {
    await rollBackFiring(trigger, firing.id);
    onClose();
  });
  return (
    <Modal
      open
      title={t("triggers.rollBack.title")}
      okText={t("triggers.rollBack.submit")}
      confirmLoading={loading}
      cancelText={t("common.cancel")}
      closable={{ "aria-label": t("common.close") }}
      onOk={() => send()}
      onCancel={onClose}
    >
      <div className={styles.section}>
        <p>{t("triggers.rollBack.text")}</p>
        <Changes changes={firing.back} />
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Modal>
  );
}
