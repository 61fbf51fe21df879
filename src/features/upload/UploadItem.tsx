import { X } from "lucide-react";
import { Link } from "react-router-dom";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../lib/class-names.ts";
import { formatBytes, formatCountdown } from "../../lib/format.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/Button.tsx";
import { LayerBar } from "./LayerBar.tsx";
import { LayerList } from "./LayerList.tsx";
import { StageLine } from "./StageLine.tsx";
import styles from "./UploadItem.module.css";
import type { Upload } from "./upload-store.ts";
import { uploads } from "./uploads.ts";
import { canRetry, useProblemText } from "./use-problem-text.ts";

export function UploadItem({ upload, paused }: { upload: Upload; paused: boolean }) {
  const t = useT();
  const problemText = useProblemText();
  const { id, fileName: name, state, progress } = upload;
  const stage = paused && state.kind === "queued" ? "paused" : state.kind;
  const showsLayers = progress !== undefined && state.kind !== "done";
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <b className={styles.name} title={name}>
          {name}
        </b>
        {/* Heard whenever it changes; the percentage, which always does, is the progress bar's. */}
        <span
          role="status"
          className={classNames(
            styles.state,
            stage === "running" && "visually-hidden",
            stage === "done" && styles.done,
            stage === "failed" && styles.failed,
          )}
        >
          {t(`upload.state.${stage}`)}
        </span>
        {stage === "running" && <span className={styles.state}>{percent(upload)}%</span>}
        <Button
          kind="text"
          small
          aria-label={t(stage === "done" ? "upload.tray.dismiss" : "upload.tray.cancel", { name })}
          icon={<X size={14} aria-hidden />}
          onClick={() => uploads.remove(id)}
        />
      </div>
      {showsLayers && (
        <LayerBar
          label={t("upload.tray.progress", { name })}
          percent={percent(upload)}
          layers={progress.layers}
        />
      )}
      {stage === "running" && <StageLine progress={progress} />}
      {state.kind === "done" && <DoneLine upload={upload} />}
      {state.kind === "failed" && (
        <div className={styles.problem} role="alert">
          <p>{problemText(state.problem)}</p>
          {canRetry(state.problem) && (
            <Button small onClick={() => uploads.retry(id)}>
              {t("upload.tray.retry")}
            </Button>
          )}
        </div>
      )}
      {progress && <LayerList layers={progress.layers} />}
    </li>
  );
}

function percent({ progress }: Upload): number {
  if (!progress || progress.totalBytes === 0) return 0;
  return Math.floor((progress.presentBytes / progress.totalBytes) * 100);
}

function DoneLine({ upload: { organization, targets, progress, ranMs } }: { upload: Upload }) {
  const t = useT();
  const reused = progress?.layers.filter((layer) => layer.state === "known").length ?? 0;
  return (
    <div className={styles.facts}>
      {targets.map(({ image, tag }) => (
        <Link key={`${image}:${tag}`} to={paths.image(organization, image)} className={styles.link ?? ""}>
          {`${organization}/${image}:${tag}`}
        </Link>
      ))}
      <span>
        {t("upload.tray.reused", { count: reused })} ·{" "}
        {t("upload.tray.sent", { size: formatBytes(progress?.sentBytes ?? 0) })}
      </span>
      <span className={styles.right}>{formatCountdown(ranMs)}</span>
    </div>
  );
}
