import { classNames } from "../../lib/class-names.ts";
import styles from "./LayerBar.module.css";
import type { LayerProgress } from "./push/progress.ts";

interface LayerBarProps {
  label: string;
  percent: number;
  layers: readonly LayerProgress[];
}

/** The whole as a progress bar, drawn as one segment a layer: reused ones grey, sent ones filled. */
export function LayerBar({ label, percent, layers }: LayerBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={classNames(styles.bar, layers.length > 40 && styles.many)}
    >
      {layers.map(({ state, sent, size }, at) => (
        <svg
          // biome-ignore lint/suspicious/noArrayIndexKey: layers never move, and one digest may be there twice
          key={at}
          className={classNames(styles.layer, state === "known" && styles.known)}
          aria-hidden="true"
        >
          {state !== "known" && <rect height="100%" width={`${size === 0 ? 0 : (sent / size) * 100}%`} />}
        </svg>
      ))}
    </div>
  );
}
