import { digestHex } from "../../../core/digest.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes } from "../../lib/format.ts";
import styles from "./LayerList.module.css";
import type { LayerProgress } from "./push/progress.ts";

/** The layers one by one, for whoever asks. */
export function LayerList({ layers }: { layers: readonly LayerProgress[] }) {
  const t = useT();
  return (
    <details className={styles.details}>
      <summary>{t("upload.tray.layers")}</summary>
      <ol className={styles.list}>
        {layers.map(({ digest, size, state }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: layers never move, and one digest may be there twice
          <li key={at}>
            <code title={digest}>{digestHex(digest).slice(0, 12)}</code>
            <span>{formatBytes(size)}</span>
            <span>{t(`upload.layer.${state}`)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
