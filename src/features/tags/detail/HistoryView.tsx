/** How the image was built, the first step first; steps that changed files name their layer's size. */

import { Limited } from "../../../components/Limited.tsx";
import { RelativeTime } from "../../../components/RelativeTime.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes } from "../../../lib/format.ts";
import type { Step } from "../../../lib/image/config.ts";
import type { Descriptor } from "../../../lib/image/manifest.ts";
import type { Content } from "../../../resources/content.ts";
import { Notice } from "../../../ui/Notice.tsx";
import styles from "./tag.module.css";

export function HistoryView({ content: { manifest, config } }: { content: Content }) {
  const t = useT();
  const steps = withLayers(config?.history ?? [], manifest.layers);
  if (steps.length === 0) {
    return <Notice title={t("tags.page.noHistory.title")} text={t("tags.page.noHistory.text")} />;
  }
  return (
    <Limited items={steps}>
      {(shown) => (
        <ol className={styles.history} aria-label={t("tags.page.view.history")}>
          {shown.map(({ step, layer }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their place alone.
            <li key={at} data-empty={step.empty}>
              <code>{step.command || step.comment || t("tags.page.noCommand")}</code>
              <span className={styles.aside}>
                {layer && <span>{formatBytes(layer.size)}</span>}
                {Date.parse(step.created) > 0 && <RelativeTime iso={step.created} />}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Limited>
  );
}

/** Steps with the layers they made, as far as there are as many of one as of the other. */
function withLayers(history: readonly Step[], layers: readonly Descriptor[]) {
  const fits = history.filter((step) => !step.empty).length === layers.length;
  let at = -1;
  return history.map((step) => {
    if (!step.empty) at += 1;
    return { step, layer: fits && !step.empty ? layers[at] : undefined };
  });
}
