/** What the list of an image's shares and the ledger both say of a share. */
import type { TFunction } from "i18next";
import { ShareDeadline } from "../../components/sharing/ShareDeadline.tsx";
import type { Column } from "../../ui/table/types.ts";
import { ShareActions } from "./ShareActions.tsx";
import styles from "./sharing.module.css";

export interface ShareActionsOf<Share> {
  onEdit: (share: Share) => void;
  onRevoke: (share: Share) => void;
}

export function deadlineColumn<Share extends { deadline: string }>(t: TFunction): Column<Share> {
  return {
    key: "ends_at",
    title: t("sharing.deadline.label"),
    width: 190,
    cell: ({ deadline }) => <ShareDeadline deadline={deadline} />,
  };
}

interface OwnShare {
  description?: string | undefined;
  creator_name?: string | undefined;
}

/** Of own shares alone. `nameOf`: with whom, and where rows are of many images, which. */
export function ownColumns<Share extends OwnShare>(
  t: TFunction,
  nameOf: (share: Share) => string,
  { onEdit, onRevoke }: ShareActionsOf<Share>,
): Record<"description" | "creator" | "actions", Column<Share>> {
  return {
    description: {
      key: "description",
      title: t("sharing.description.label"),
      width: 200,
      hideBelow: "wide",
      cell: ({ description }) => (
        <bdi className={styles.muted} title={description}>
          {description}
        </bdi>
      ),
    },
    creator: {
      key: "creator",
      title: t("sharing.column.creator"),
      width: 110,
      hideBelow: "medium",
      cell: ({ creator_name }) => <bdi title={creator_name}>{creator_name}</bdi>,
    },
    actions: {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 88,
      cell: (share) => (
        <ShareActions of={nameOf(share)} onEdit={() => onEdit(share)} onRevoke={() => onRevoke(share)} />
      ),
    },
  };
}
