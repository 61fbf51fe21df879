import type { TFunction } from "i18next";
import type { ResponseOf } from "../../../core/operations.ts";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import type { Column } from "../../ui/table/types.ts";
import { deadlineColumn, ownColumns, type ShareActionsOf } from "./share-columns.tsx";
import styles from "./sharing.module.css";

export type ImageShare = ResponseOf<"ListRepoDomains">[number];

/** Of the accounts one image is shared with. */
export function shareColumns(t: TFunction, actions: ShareActionsOf<ImageShare>): Column<ImageShare>[] {
  const own = ownColumns<ImageShare>(t, ({ access_domain }) => access_domain, actions);
  return [
    {
      key: "account",
      title: t("sharing.column.account"),
      cell: ({ access_domain }) => <bdi title={access_domain}>{access_domain}</bdi>,
    },
    { ...deadlineColumn(t), hideBelow: "narrow" },
    { ...own.description, width: 260, hideBelow: "medium" },
    { ...own.creator, width: 130, hideBelow: "narrow" },
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
    own.actions,
  ];
}
