import type { TFunction } from "i18next";
import { Link } from "react-router-dom";
import type { TriggerEntry } from "../../../../core/console-operations/triggers.ts";
import { ImageLink } from "../../../components/governance/ImageLink.tsx";
import { paths } from "../../../paths.ts";
import { Pill } from "../../../ui/Pill.tsx";
import type { Column } from "../../../ui/table/types.ts";
import { targetColumn } from "../columns.tsx";
import { LastFiring } from "../LastFiring.tsx";
import styles from "../triggers.module.css";

export function ledgerColumns(t: TFunction): Column<TriggerEntry>[] {
  return [
    {
      key: "image",
      title: t("images.column.image"),
      cell: ({ namespace, repository }) => (
        <ImageLink organization={namespace} image={repository} tab="triggers" />
      ),
    },
    {
      key: "name",
      title: t("triggers.column.name"),
      width: 190,
      hideBelow: "narrow",
      cell: ({ namespace, repository, name, enabled }) => (
        <>
          <Link className={styles.name} title={name} to={paths.trigger(namespace, repository, name)}>
            {name}
          </Link>{" "}
          {!enabled && <Pill>{t("triggers.off")}</Pill>}
        </>
      ),
    },
    targetColumn(t, { hideBelow: "medium", width: 300 }),
    {
      key: "tag",
      title: t("triggers.ledger.tag"),
      width: 130,
      hideBelow: "wide",
      cell: ({ last_firing: last }) =>
        last && (
          <bdi className={styles.image} title={last.tag}>
            {last.tag}
          </bdi>
        ),
    },
    {
      key: "last",
      title: t("triggers.column.last"),
      width: 190,
      hideBelow: "narrow",
      cell: (trigger) => <LastFiring {...trigger} />,
    },
  ];
}
