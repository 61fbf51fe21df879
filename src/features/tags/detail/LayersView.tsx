/** The layers, the lowest first, with their shares of the whole. */

import { ShortDigest } from "../../../components/image/ShortDigest.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes, formatNumber } from "../../../lib/format.ts";
import { stepsOfLayers } from "../../../lib/image/config.ts";
import type { Content } from "../../../resources/content.ts";
import { Notice } from "../../../ui/Notice.tsx";
import { SizeBar } from "../../../ui/SizeBar.tsx";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import styles from "./tag.module.css";

export function LayersView({ content: { manifest, config } }: { content: Content }) {
  const t = useT();
  const { layers } = manifest;
  const steps = stepsOfLayers(config?.history ?? [], layers.length);
  const total = layers.reduce((sum, { size }) => sum + size, 0);
  const rows = layers.map((layer, at) => ({ layer, at, command: steps[at]?.command ?? "" }));
  return (
    <>
      <p className={styles.sum}>
        {t("tags.page.layers", { count: layers.length, size: formatBytes(total) })}
      </p>
      <DataTable
        label={t("tags.page.view.layers")}
        rows={rows}
        // The same layer may stand twice.
        rowKey={({ at }) => String(at)}
        loading={false}
        error={undefined}
        empty={<Notice title={t("tags.page.noLayers")} />}
        compact={({ layer, command }) => (
          <>
            {formatBytes(layer.size)} · {command || layer.mediaType}
          </>
        )}
        columns={[
          {
            key: "digest",
            title: t("tags.page.layer"),
            width: 240,
            narrowWidth: 320,
            cell: ({ layer, at }) => (
              <span className={styles.layer}>
                <span className={styles.number}>{formatNumber(at + 1)}</span>
                <ShortDigest digest={layer.digest} />
              </span>
            ),
          },
          {
            key: "step",
            title: t("tags.page.step"),
            hideBelow: "narrow",
            cell: ({ layer, command }) => (
              <span className={styles.step} title={command || layer.mediaType}>
                {command || layer.mediaType}
              </span>
            ),
          },
          {
            key: "size",
            title: t("images.column.size"),
            width: 220,
            align: "end",
            hideBelow: "narrow",
            cell: ({ layer }) => <SizeBar size={layer.size} total={total} />,
          },
        ]}
      />
    </>
  );
}
