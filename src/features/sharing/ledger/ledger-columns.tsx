import type { TFunction } from "i18next";
import { ImageLink } from "../../../components/governance/ImageLink.tsx";
import type { Share } from "../../../resources/shares.ts";
import { Pill } from "../../../ui/Pill.tsx";
import type { Column } from "../../../ui/table/types.ts";
import { deadlineColumn, ownColumns, type ShareActionsOf } from "../share-columns.tsx";
import styles from "../sharing.module.css";

/** Of own shares, with what can be done with them; of those that come in, without. */
export function ledgerColumns(t: TFunction, actions: ShareActionsOf<Share> | undefined): Column<Share>[] {
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
    { ...deadlineColumn(t), sort: "asc", hideBelow: "narrow" },
    {
      key: "state",
      title: t("sharing.state.label"),
      width: 130,
      hideBelow: "narrow",
      cell: ({ state }) => (
        <Pill tone={state === "in_force" ? "accent" : "neutral"}>{t(`sharing.state.${state}`)}</Pill>
      ),
    },
    ...(actions ? Object.values(ownColumns(t, nameOf, actions)) : []),
  ];
}

const nameOf = ({ account, namespace, repository }: Share) => `${account}, ${namespace}/${repository}`;
