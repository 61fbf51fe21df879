import { useT } from "../../i18n/use-t.ts";
import { formatBytes, formatCountdown } from "../../lib/format.ts";
import type { PushProgress } from "./push/progress.ts";
import styles from "./UploadItem.module.css";

/** What a running upload is at, how fast, and how long it will take. */
export function StageLine({ progress }: { progress: PushProgress | undefined }) {
  const t = useT();
  if (!progress?.layers.some(({ state }) => state !== "waiting"))
    return <div className={styles.facts}>{t("upload.tray.checking")}</div>;

  const { layers, speed, totalBytes, presentBytes } = progress;
  const settled = layers.filter(({ state }) => state === "known" || state === "done").length;
  const left = totalBytes - presentBytes;
  const stage =
    settled === layers.length
      ? t("upload.tray.finishing")
      : t("upload.tray.layerOf", { current: settled + 1, total: layers.length });
  return (
    <div className={styles.facts}>
      <span>
        {stage}
        {speed !== undefined && speed > 0 && ` · ${t("upload.tray.speed", { speed: formatBytes(speed) })}`}
      </span>
      {speed !== undefined && speed > 0 && left > 0 && (
        <span className={styles.right}>
          {t("upload.tray.left", { time: formatCountdown((left / speed) * 1000) })}
        </span>
      )}
    </div>
  );
}
