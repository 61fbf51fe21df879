/**
 * Does the same to many items and shows the outcome of each. If the session ends meanwhile nothing is lost: the
 * requests wait for the person to sign in again (api/http.ts).
 */
import { Modal } from "antd";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { Button } from "../../ui/Button.tsx";
import { DialogButtons } from "../../ui/DialogButtons.tsx";
import { BatchOutcomes } from "./BatchOutcomes.tsx";
import styles from "./batch.module.css";
import { type BatchWork, useBatch } from "./use-batch.ts";

interface BatchDialogProps extends BatchWork {
  title: string;
  /** Names of the items; each once. */
  names: readonly string[];
  /** It deletes or takes something away. */
  danger?: boolean;
}

export function BatchDialog({ title, names, danger = false, ...work }: BatchDialogProps) {
  const t = useT();
  useReturnFocus();
  const { states, running, stop, goOn } = useBatch(names, work);
  const count = (state: string) =>
    names.filter((name) => (states.get(name)?.state ?? "waiting") === state).length;
  const [done, unchanged, failed, waiting] = [
    count("done"),
    count("unchanged"),
    count("failed"),
    count("waiting"),
  ];
  const ended = done + unchanged + failed;

  return (
    <Modal
      open
      title={title}
      closable={{ disabled: running, "aria-label": t("common.close") }}
      keyboard={!running}
      mask={{ closable: false }}
      onCancel={work.onEnd}
      footer={
        <DialogButtons>
          {running ? (
            <Button onClick={stop}>{t("common.batch.stop")}</Button>
          ) : (
            <>
              <Button onClick={work.onEnd}>{t("common.close")}</Button>
              {waiting + failed > 0 && (
                <Button kind="primary" danger={danger} onClick={goOn}>
                  {waiting > 0
                    ? t("common.batch.goOn", { count: waiting + failed })
                    : t("common.batch.retryFailed", { count: failed })}
                </Button>
              )}
            </>
          )}
        </DialogButtons>
      }
    >
      <progress
        className={styles.progress}
        aria-label={t("common.batch.progress")}
        max={names.length}
        value={ended}
      />
      <p role="status" className={styles.summary}>
        {running
          ? t("common.batch.running", { done: ended, total: names.length })
          : t(unchanged > 0 ? "common.batch.outcomeUnchanged" : "common.batch.outcome", {
              done,
              unchanged,
              failed,
              waiting,
            })}
      </p>
      <BatchOutcomes names={names} states={states} />
    </Modal>
  );
}
