/** Says who loses access to what before shares end; of many each is then revoked with its outcome. */
import { Modal } from "antd";
import { useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { revokeShare, type ShareRef, sharesRevoked } from "../../resources/shares.ts";
import { BatchDialog } from "../batch/BatchDialog.tsx";
import { ErrorNote } from "../ErrorNote.tsx";
import { Limited } from "../Limited.tsx";
import { useWrite } from "../use-write.ts";
import { shareName } from "./share-name.ts";
import styles from "./sharing.module.css";

interface RevokeSharesDialogProps {
  shares: readonly ShareRef[];
  /** Called when any were revoked, with their names (share-name.ts). */
  onRevoked?: (names: readonly string[]) => void;
  onClose: () => void;
}

export function RevokeSharesDialog({ shares, onRevoked, onClose }: RevokeSharesDialogProps) {
  const t = useT();
  useReturnFocus();
  const [started, setStarted] = useState(false);
  // What is revoked leaves the selection; the dialog goes on with what was chosen.
  const [chosen] = useState(() => new Map(shares.map((share) => [shareName(share), share])));
  const [only] = chosen.values();
  const revoke = useWrite(async () => {
    if (only === undefined) return;
    await revokeShare(only);
    onRevoked?.([shareName(only)]);
    await sharesRevoked();
    onClose();
  });
  const title = t("sharing.revoke.title", { count: chosen.size });

  if (started) {
    return (
      <BatchDialog
        danger
        title={title}
        names={[...chosen.keys()]}
        act={async (name) => {
          const share = chosen.get(name);
          if (share) await revokeShare(share);
        }}
        onDone={(names) => {
          onRevoked?.(names);
          void sharesRevoked();
        }}
        onEnd={onClose}
      />
    );
  }
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ danger: true, autoFocus: true }}
      confirmLoading={revoke.loading}
      // In Chinese 「取消」 is what the other button begins with.
      cancelText={t("common.close")}
      closable={{ "aria-label": t("common.close") }}
      onOk={() => (chosen.size === 1 ? revoke.send() : setStarted(true))}
      onCancel={onClose}
    >
      <p>{t("sharing.revoke.loses", { count: chosen.size })}</p>
      <ul className={styles.losers}>
        <Limited items={[...chosen.values()]}>
          {(shown) =>
            shown.map((share) => (
              <li key={shareName(share)}>
                <bdi>{share.account}</bdi>
                <code>
                  {share.organization}/{share.image}
                </code>
              </li>
            ))
          }
        </Limited>
      </ul>
      <p>{t("sharing.revoke.keeps")}</p>
      {revoke.error !== null && <ErrorNote error={revoke.error} />}
    </Modal>
  );
}
