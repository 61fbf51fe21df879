/** `?`: which keys do what, and the switch that turns them off. */
import { Modal, Switch } from "antd";
import { useId } from "react";
import { useT } from "../i18n/use-t.ts";
import { useReturnFocus } from "../lib/use-return-focus.ts";
import styles from "./ShortcutsDialog.module.css";
import { SHORTCUTS, turnShortcuts, useShortcutsOn } from "./shortcuts.ts";

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const on = useShortcutsOn();
  const switchId = useId();
  useReturnFocus();
  return (
    <Modal
      open
      title={t("app.shortcuts.title")}
      footer={null}
      width={420}
      closable={{ "aria-label": t("common.close") }}
      onCancel={onClose}
    >
      <dl className={styles.list}>
        {SHORTCUTS.map(({ name, keys }) => (
          <div key={name}>
            <dt>{t(`app.shortcuts.${name}`)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.switch}>
        <label htmlFor={switchId}>{t("app.shortcuts.on")}</label>
        <Switch id={switchId} checked={on} onChange={turnShortcuts} />
      </div>
    </Modal>
  );
}
