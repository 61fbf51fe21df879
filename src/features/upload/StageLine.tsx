import { useT } from "../../i18n/use-t.ts";
import { formatBytes, formatCountdown } from "../../lib/format.ts";
import type { PushProgress } from "./push/progress.ts";
import styles from "./UploadItem.module.css";

/** A line may pause for so long, in ms, without being taken for cut off. */
const PAUSE_MS = 5_000;

/** What a running upload is at, how fast, and how long it will take. */
export function StageLine({ progress }: { progress: PushProgress | undefined }) {
  const t = useT();
  if (!progress?.layers.some(({ state }) => state !== "waiting"))
    return <div className={styles.facts}>{t("upload.tray.checking")}</div>;

  const { layers, speed, stalledMs, totalBytes, presentBytes } = progress;
  const settled = layers.filter(({ state }) => state === "known" || state === "done").length;
  const left = totalBytes - presentBytes;
  const stage =
    settled === layers.length
      ? t("upload.tray.finishing")
      : t("upload.tray.layerOf", { current: settled + 1, total: layers.length });
  const stalled = stalledMs >= PAUSE_MS && left > 0;
  const pace = !stalled && speed !== undefined && speed > 0 ? speed : undefined;
  return (
    <div className={styles.facts}>
      <span>
        {stage}
        {pace !== undefined && ` · ${t("upload.tray.speed", { speed: formatBytes(pace) })}`}
      </span>
      {stalled && (
        <span className={styles.stalled}>
          {t("upload.tray.stalled", { time: formatCountdown(stalledMs) })}
        </span>
      )}
      {pace !== undefined && left > 0 && (
        <span className={styles.right}>
          {t("upload.tray.left", { time: formatCountdown((left / pace) * 1000) })}
        </span>
      )}
    </div>
  );
}
