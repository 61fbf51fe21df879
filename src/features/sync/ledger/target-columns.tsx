import type { TFunction } from "i18next";
import type { SYNC_TARGET_STATES } from "../../../../core/operations/facts.ts";
import { ImageLink } from "../../../components/governance/ImageLink.tsx";
import { RelativeTime } from "../../../components/RelativeTime.tsx";
import type { SyncTargetOfImage } from "../../../resources/sync.ts";
import { Pill } from "../../../ui/Pill.tsx";
import type { Column } from "../../../ui/table/types.ts";
import { SyncState } from "../SyncState.tsx";
import styles from "../sync.module.css";

export function lastCopyText(t: TFunction, state: (typeof SYNC_TARGET_STATES)[number]): string {
  return state === "never" ? t("sync.targets.never") : t(`sync.state.${state}`);
}

export function targetColumns(t: TFunction): Column<SyncTargetOfImage>[] {
  return [
    {
      key: "image",
      title: t("images.column.image"),
      cell: ({ namespace, repository }) => (
        <ImageLink organization={namespace} image={repository} tab="sync" />
      ),
    },
    {
      key: "target",
      title: t("sync.column.target"),
      width: 240,
      hideBelow: "narrow",
      cell: ({ region_id, remote_namespace }) => {
        const target = `${region_id}/${remote_namespace}`;
        return (
          <bdi className={styles.name} title={target}>
            {target}
          </bdi>
        );
      },
    },
    {
      key: "override",
      title: t("sync.column.override"),
      width: 130,
      hideBelow: "medium",
      cell: ({ override }) => <Pill>{t(`sync.override.${override ? "yes" : "no"}`)}</Pill>,
    },
    {
      key: "last",
      title: t("sync.targets.last"),
      width: 150,
      hideBelow: "narrow",
      cell: ({ last_state }) =>
        last_state === null ? (
          <span className={styles.muted}>{lastCopyText(t, "never")}</span>
        ) : (
          <SyncState state={last_state} />
        ),
    },
    {
      key: "created",
      title: t("sync.column.created"),
      width: 120,
      hideBelow: "wide",
      cell: ({ created_at }) => (
        <span className={styles.muted}>
          <RelativeTime iso={created_at} />
        </span>
      ),
    },
    {
      key: "creator",
      title: t("sync.targets.addedBy"),
      width: 130,
      hideBelow: "wide",
      cell: ({ creator_name }) => (
        <bdi className={styles.muted} title={creator_name}>
          {creator_name}
        </bdi>
      ),
    },
  ];
}
