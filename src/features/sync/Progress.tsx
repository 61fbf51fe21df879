import type { SyncRecord } from "../../../core/console-operations/sync.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes } from "../../lib/format.ts";
import { recordName } from "./rules.ts";
import styles from "./sync.module.css";

/** How many bytes are there, of how many, and how fast. Before the manifest was read there is nothing to measure by. */
export function Progress({ record }: { record: SyncRecord }) {
  const t = useT();
  const { total_bytes, sent_bytes, skipped_bytes, speed } = record;
  const done = sent_bytes + skipped_bytes;
  return (
    <div className={styles.line}>
      <progress
        className={styles.progress}
        aria-label={recordName(record)}
        {...(total_bytes > 0 && { max: total_bytes, value: Math.min(done, total_bytes) })}
      />
      {total_bytes > 0 && (
        <span className={styles.muted}>
          {t("sync.records.progress", { done: formatBytes(done), total: formatBytes(total_bytes) })}
          {speed !== null && ` · ${t("sync.records.speed", { bytes: formatBytes(speed) })}`}
        </span>
      )}
    </div>
  );
}
