import type { TFunction } from "i18next";
import { Trash2 } from "lucide-react";
import type { RegionEntry } from "../../../core/console-operations/regions.ts";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import type { SyncRule } from "../../resources/sync.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Pill } from "../../ui/Pill.tsx";
import type { Column } from "../../ui/table/types.ts";
import styles from "./sync.module.css";

export const targetOf = ({ remoteRegionId, remoteNamespace }: SyncRule) =>
  `${remoteRegionId}/${remoteNamespace}`;

/** `regions` are undefined until they are known; `refusal` says why the person may delete none. */
export function ruleColumns(
  t: TFunction,
  regions: readonly RegionEntry[] | undefined,
  refusal: string | undefined,
  onDelete: (rule: SyncRule) => void,
): Column<SyncRule>[] {
  const nameOf = (id: string) => regions?.find((region) => region.id === id)?.name;
  return [
    {
      key: "region",
      title: t("sync.column.region"),
      cell: ({ remoteRegionId }) => {
        const name = nameOf(remoteRegionId);
        return (
          <>
            <bdi className={styles.name}>{remoteRegionId}</bdi>{" "}
            {name !== undefined && name !== remoteRegionId && <bdi className={styles.muted}>{name}</bdi>}
          </>
        );
      },
    },
    {
      key: "organization",
      title: t("sync.column.organization"),
      hideBelow: "narrow",
      cell: ({ remoteNamespace }) => <bdi className={styles.name}>{remoteNamespace}</bdi>,
    },
    {
      key: "override",
      title: t("sync.column.override"),
      width: 140,
      hideBelow: "narrow",
      cell: ({ override }) => <Pill>{t(`sync.override.${override ? "yes" : "no"}`)}</Pill>,
    },
    {
      key: "created",
      title: t("sync.column.created"),
      width: 140,
      hideBelow: "medium",
      cell: ({ createdAt }) => (
        <span className={styles.muted}>
          <RelativeTime iso={createdAt} />
        </span>
      ),
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 48,
      cell: (rule) => (
        <ActionButton
          kind="text"
          small
          label={t("sync.auto.delete.of", { target: targetOf(rule) })}
          refusal={refusal}
          icon={<Trash2 size={15} aria-hidden />}
          onClick={() => onDelete(rule)}
        />
      ),
    },
  ];
}
