import type { TFunction } from "i18next";
import { ImageLink } from "../../../components/governance/ImageLink.tsx";
import { ShareDeadline } from "../../../components/sharing/ShareDeadline.tsx";
import type { Share } from "../../../resources/shares.ts";
import { Pill } from "../../../ui/Pill.tsx";
import type { Column } from "../../../ui/table/types.ts";
import { ShareActions } from "../ShareActions.tsx";
import styles from "../sharing.module.css";

interface Actions {
  onEdit: (share: Share) => void;
  onRevoke: (share: Share) => void;
}

/** Of own shares, with what can be done with them; of those that come in, without. */
export function ledgerColumns(t: TFunction, actions: Actions | undefined): Column<Share>[] {
  const isOut = actions !== undefined;
  return [
    {
      key: "image",
      title: t("images.column.image"),
      cell: ({ namespace, repository, state }) => {
        const name = `${namespace}/${repository}`;
        const isSeen = isOut || state === "in_force" || state === "public";
        return isSeen ? (
          <ImageLink organization={namespace} image={repository} tab={isOut ? "sharing" : "tags"} />
        ) : (
          <span className={styles.gone} title={name}>
            {name}
          </span>
        );
      },
    },
    {
      key: "account",
      title: isOut ? t("sharing.accounts.label") : t("sharing.column.owner"),
      width: 150,
      hideBelow: "narrow",
      cell: ({ account }) => <bdi title={account}>{account}</bdi>,
    },
    {
      key: "ends_at",
      title: t("sharing.deadline.label"),
      width: 190,
      sort: "asc",
      hideBelow: "narrow",
      cell: ({ deadline }) => <ShareDeadline deadline={deadline} />,
    },
    {
      key: "state",
      title: t("sharing.state.label"),
      width: 130,
      narrowWidth: 90,
      cell: ({ state }) => (
        <Pill tone={state === "in_force" ? "accent" : "neutral"}>{t(`sharing.state.${state}`)}</Pill>
      ),
    },
    ...(actions ? ownColumns(t, actions) : []),
  ];
}

function ownColumns(t: TFunction, { onEdit, onRevoke }: Actions): Column<Share>[] {
  return [
    {
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
    {
      key: "creator",
      title: t("sharing.column.creator"),
      width: 110,
      hideBelow: "medium",
      cell: ({ creator_name }) => <bdi title={creator_name}>{creator_name}</bdi>,
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 88,
      cell: (share) => (
        <ShareActions
          of={`${share.account}, ${share.namespace}/${share.repository}`}
          onEdit={() => onEdit(share)}
          onRevoke={() => onRevoke(share)}
        />
      ),
    },
  ];
}
