import type { TFunction } from "i18next";
import { Ellipsis, PlugZap, Trash2 } from "lucide-react";
import type { ClusterEntry } from "../../../core/console-operations/clusters.ts";
import { MenuButton } from "../../components/MenuButton.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { Pill } from "../../ui/Pill.tsx";
import type { Column } from "../../ui/table/types.ts";
import styles from "./clusters.module.css";

type Open = (dialog: "test" | "delete", cluster: ClusterEntry) => void;

export function clusterColumns(t: TFunction, onOpen: Open): Column<ClusterEntry>[] {
  return [
    {
      key: "name",
      title: t("clusters.column.name"),
      cell: ({ name, source }) => (
        <span className={styles.name}>
          <bdi title={name}>{name}</bdi>
          {source === "operator" && <Pill>{t("clusters.operator.pill")}</Pill>}
        </span>
      ),
    },
    {
      key: "server",
      title: t("clusters.column.server"),
      width: 380,
      hideBelow: "narrow",
      cell: ({ server }) => (
        <bdi className={styles.server} title={server}>
          {server}
        </bdi>
      ),
    },
    {
      key: "creator",
      title: t("clusters.column.creator"),
      width: 130,
      hideBelow: "medium",
      cell: ({ creator_name }) => <bdi title={creator_name}>{creator_name ?? "—"}</bdi>,
    },
    {
      key: "created",
      title: t("clusters.column.created"),
      width: 130,
      hideBelow: "medium",
      cell: ({ created_at }) => (created_at === undefined ? "—" : <RelativeTime iso={created_at} />),
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 56,
      cell: (cluster) => <RowMenu t={t} cluster={cluster} onOpen={onOpen} />,
    },
  ];
}

function RowMenu({ t, cluster, onOpen }: { t: TFunction; cluster: ClusterEntry; onOpen: Open }) {
  const isOperators = cluster.source === "operator";
  return (
    <MenuButton
      label={t("clusters.more", { name: cluster.name })}
      icon={<Ellipsis size={16} aria-hidden />}
      items={() => [
        {
          key: "test",
          label: t("clusters.test.action"),
          icon: <PlugZap size={14} aria-hidden />,
          onClick: () => onOpen("test", cluster),
        },
        {
          key: "delete",
          danger: true,
          disabled: isOperators,
          icon: <Trash2 size={14} aria-hidden />,
          label: (
            <>
              {t("clusters.delete.action")}
              {isOperators && <small className={styles.refusal}>{t("clusters.operator.refusal")}</small>}
            </>
          ),
          onClick: () => onOpen("delete", cluster),
        },
      ]}
    />
  );
}
