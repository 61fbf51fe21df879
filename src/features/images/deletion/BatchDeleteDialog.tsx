/**
 * Deletes tags and shows what became of each. A session that ends in the middle loses nothing: what it met waits for
 * the person to sign in again (api/http.ts), and goes on.
 */
import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useReturnFocus } from "../../../lib/use-return-focus.ts";
import type { ImageRef } from "../queries.ts";
import { BatchOutcomes } from "./BatchOutcomes.tsx";
import type { DoomedTag } from "./blast-radius.ts";
import styles from "./deletion.module.css";
import { useBatchDelete } from "./use-batch-delete.ts";

interface BatchDeleteDialogProps extends ImageRef {
  tags: readonly DoomedTag[];
  onDeleted: (names: readonly string[]) => void;
  onClose: () => void;
}

export function BatchDeleteDialog({ tags, onDeleted, onClose, ...ref }: BatchDeleteDialogProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const names = tags.map(({ name }) => name);
  const { states, running, stop, goOn } = useBatchDelete(ref, names, onDeleted, onClose);
  const count = (state: string) =>
    names.filter((name) => (states.get(name)?.state ?? "waiting") === state).length;
  const [done, failed, waiting] = [count("done"), count("failed"), count("waiting")];

  return (
    <Modal
      open
      title={t("images.tagDeletion.title", { count: tags.length })}
      closable={{ disabled: running, "aria-label": t("common.close") }}
      keyboard={!running}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        running ? (
          <Button onClick={stop}>{t("images.tagDeletion.stop")}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t("common.close")}</Button>
            <Button type="primary" danger onClick={goOn}>
              {waiting > 0
                ? t("images.tagDeletion.goOn", { count: waiting + failed })
                : t("images.tagDeletion.retryFailed", { count: failed })}
            </Button>
          </>
        )
      }
    >
      <progress
        className={styles.progress}
        aria-label={t("images.tagDeletion.progress")}
        max={tags.length}
        value={done + failed}
      />
      <p role="status" className={styles.summary}>
        {running
          ? t("images.tagDeletion.running", { done: done + failed, total: tags.length })
          : t("images.tagDeletion.outcome", { done, failed, waiting })}
      </p>
      <BatchOutcomes names={names} states={states} />
    </Modal>
  );
}
