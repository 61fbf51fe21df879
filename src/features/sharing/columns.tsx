import type { TFunction } from "i18next";
import type { ResponseOf } from "../../../core/operations.ts";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { ShareDeadline } from "../../components/sharing/ShareDeadline.tsx";
import type { Column } from "../../ui/table/types.ts";
import { ShareActions } from "./ShareActions.tsx";
import styles from "./sharing.module.css";

export type ImageShare = ResponseOf<"ListRepoDomains">[number];

interface Actions {
  onEdit: (share: ImageShare) => void;
  onRevoke: (share: ImageShare) => void;
}

/** Of the accounts one image is shared with. */
export function shareColumns(t: TFunction, { onEdit, onRevoke }: Actions): Column<ImageShare>[] {
  return [
    {
      key: "account",
      title: t("sharing.column.account"),
      cell: ({ access_domain }) => <bdi title={access_domain}>{access_domain}</bdi>,
    },
    {
      key: "deadline",
      title: t("sharing.deadline.label"),
      width: 190,
      narrowWidth: 150,
      cell: ({ deadline }) => <ShareDeadline deadline={deadline} />,
    },
    {
      key: "description",
      title: t("sharing.description.label"),
      width: 260,
      hideBelow: "medium",
      cell: ({ description }) => (
        <bdi className={styles.muted} title={description}>
          {description}
        </bdi>
      ),
    },
    {
      key: "creator",
      title: t("sharing.column.creator"),
      width: 130,
      hideBelow: "narrow",
      cell: ({ creator_name }) => <bdi title={creator_name}>{creator_name}</bdi>,
    },
    {
      key: "created",
      title: t("sharing.column.created"),
      width: 124,
      hideBelow: "wide",
      cell: ({ created }) => (
        <span className={styles.muted}>
          <RelativeTime iso={created} />
        </span>
      ),
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 88,
      cell: (share) => (
        <ShareActions
          of={share.access_domain}
          onEdit={() => onEdit(share)}
          onRevoke={() => onRevoke(share)}
        />
      ),
    },
  ];
}
