/** Fetches all that matches, shows how far it is, and hands out the file. Closing it stops it. */
import { Modal } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { useT } from "../i18n/use-t.ts";
import { saveFile } from "../lib/save-file.ts";
import { useReturnFocus } from "../lib/use-return-focus.ts";
import { Button } from "../ui/Button.tsx";
import { DialogButtons } from "../ui/DialogButtons.tsx";
import { ErrorNote } from "./ErrorNote.tsx";
import styles from "./ExportDialog.module.css";

export interface ExportOptions {
  signal: AbortSignal;
  /** Called with the number of rows so far. */
  onProgress: (rows: number) => void;
}

interface ExportDialogProps {
  title: string;
  /** Of the file, before the day it is made on. */
  name: string;
  /** Rows that match now; undefined where nobody counted them. */
  total: number | undefined;
  /** Gives the parts of the file. Throws ApiError, and what the signal aborts with. */
  collect: (options: ExportOptions) => Promise<string[]>;
  onClose: () => void;
}

export function ExportDialog({ title, name, total, collect, onClose }: ExportDialogProps) {
  const t = useT();
  const [count, setCount] = useState(0);
  const [failure, setFailure] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useReturnFocus();

  async function run(signal: AbortSignal) {
    setFailure(undefined);
    setCount(0);
    try {
      const parts = await collect({ signal, onProgress: setCount });
      if (signal.aborted) return;
      saveFile(`${name}-${new Date().toISOString().slice(0, 10)}.csv`, new Blob(parts), "text/csv");
      onClose();
    } catch (error) {
      if (!signal.aborted) setFailure(error);
    }
  }
  const start = useEffectEvent(run);

  // The service. `attempt` is what a retry changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry runs it again.
  useEffect(() => {
    const stopper = new AbortController();
    void start(stopper.signal);
    return () => stopper.abort();
  }, [attempt]);

  return (
    <Modal
      open
      title={title}
      mask={{ closable: false }}
      closable={{ "aria-label": t("common.close") }}
      onCancel={onClose}
      footer={
        <DialogButtons>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          {failure !== undefined && (
            <Button kind="primary" onClick={() => setAttempt(attempt + 1)}>
              {t("common.retry")}
            </Button>
          )}
        </DialogButtons>
      }
    >
      <progress
        className={styles.progress}
        aria-label={t("common.export.progress")}
        {...(total !== undefined && { max: Math.max(1, total), value: Math.min(count, total) })}
      />
      <p role="status" className={styles.count}>
        {total === undefined
          ? t("common.export.read", { count })
          : t("common.export.count", { count: Math.min(count, total), total })}
      </p>
      {failure !== undefined && <ErrorNote error={failure} />}
    </Modal>
  );
}
