import { ShortDigest } from "../../components/image/ShortDigest.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes, formatNumber } from "../../lib/format.ts";
import { compareLayers, type LayerFate, sumLayers } from "../../lib/image/compare.ts";
import type { Descriptor } from "../../lib/image/manifest.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SizeBar } from "../../ui/SizeBar.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import styles from "./compare.module.css";

interface LayerComparisonProps {
  from: readonly Descriptor[];
  to: readonly Descriptor[];
}

const FATES: readonly LayerFate[] = ["shared", "removed", "added"];

export function LayerComparison({ from, to }: LayerComparisonProps) {
  const t = useT();
  const rows = compareLayers(from, to).map((row, at) => ({ ...row, at }));
  const largest = Math.max(1, ...rows.map(({ layer }) => layer.size));
  return (
    <section className={styles.part}>
      <h2>{t("tags.page.view.layers")}</h2>
      <dl className={styles.sums}>
        {FATES.map((fate) => {
          const { count, size } = sumLayers(rows, fate);
          return (
            <div key={fate} data-fate={fate}>
              <dt>{t(`compare.fate.${fate}`)}</dt>
              <dd>
                {formatNumber(count)} <span>{formatBytes(size)}</span>
              </dd>
            </div>
          );
        })}
      </dl>
      <DataTable
        label={t("tags.page.view.layers")}
        rows={rows}
        rowKey={({ at }) => String(at)}
        loading={false}
        error={undefined}
        empty={<Notice title={t("tags.page.noLayers")} />}
        compact={({ layer }) => formatBytes(layer.size)}
        columns={[
          {
            key: "digest",
            title: t("tags.page.layer"),
            cell: ({ layer }) => <ShortDigest digest={layer.digest} />,
          },
          {
            key: "fate",
            title: t("compare.fate.title"),
            width: 160,
            narrowWidth: 134,
            cell: ({ fate }) => (
              <span className={styles.fate} data-fate={fate}>
                {t(`compare.fate.${fate}`)}
              </span>
            ),
          },
          {
            key: "size",
            title: t("images.column.size"),
            width: 240,
            align: "end",
            hideBelow: "narrow",
            cell: ({ layer }) => <SizeBar size={layer.size} total={largest} />,
          },
        ]}
      />
    </section>
  );
}
