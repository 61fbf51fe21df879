import { formatBytes } from "../lib/format.ts";
import styles from "./SizeBar.module.css";

/** A size, in bytes, with its share of the total as a bar; the number says it to screen readers. */
export function SizeBar({ size, total }: { size: number; total: number }) {
  const share = total > 0 ? Math.max(0, Math.min(1, size / total)) : 0;
  return (
    <span className={styles.size}>
      <span className={styles.track} aria-hidden>
        <span className={styles.share} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.bytes}>{formatBytes(size)}</span>
    </span>
  );
}
