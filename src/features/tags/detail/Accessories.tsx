import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { ShortDigest } from "../../../components/image/ShortDigest.tsx";
import { RelativeTime } from "../../../components/RelativeTime.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes } from "../../../lib/format.ts";
import { artifactName } from "../../../lib/image/manifest.ts";
import { paths } from "../../../paths.ts";
import { accessoriesQuery } from "../../../resources/accessories.ts";
import type { TagRef } from "../../../resources/content.ts";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import styles from "./tag.module.css";

/** Signatures and the like. One without a tag of its own has no page, only a digest. */
export function Accessories(ref: TagRef) {
  const t = useT();
  const accessories = useQuery(accessoriesQuery(ref));
  return (
    <DataTable
      label={t("tags.page.accessories")}
      rows={accessories.data?.accessories ?? (accessories.data && [])}
      rowKey={({ sig_digest }) => sig_digest}
      loading={accessories.isPending}
      error={
        accessories.isError && <ErrorState error={accessories.error} onRetry={() => accessories.refetch()} />
      }
      empty={<p className={styles.none}>{t("tags.page.noAccessories")}</p>}
      compact={({ size, created_at }) => (
        <>
          {formatBytes(size)} · <RelativeTime iso={created_at} />
        </>
      )}
      columns={[
        {
          key: "type",
          title: t("images.type.label"),
          cell: ({ type, sig_tag }) => {
            const name = t(`tags.artifact.${artifactName(type)}`);
            if (sig_tag === "") return <span title={type}>{name}</span>;
            return (
              <Link title={type} to={paths.tag(ref.organization, ref.image, sig_tag)}>
                {name}
              </Link>
            );
          },
        },
        {
          key: "digest",
          title: t("tags.digest"),
          width: 200,
          narrowWidth: 150,
          cell: ({ sig_digest }) => <ShortDigest digest={sig_digest} />,
        },
        {
          key: "size",
          title: t("images.column.size"),
          width: 110,
          align: "end",
          hideBelow: "narrow",
          cell: ({ size }) => formatBytes(size),
        },
        {
          key: "created",
          title: t("tags.page.pushed"),
          width: 140,
          hideBelow: "narrow",
          cell: ({ created_at }) => <RelativeTime iso={created_at} />,
        },
      ]}
    />
  );
}
