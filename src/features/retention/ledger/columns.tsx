import type { TFunction } from "i18next";
import { Link } from "react-router-dom";
import { ImageLink } from "../../../components/governance/ImageLink.tsx";
import { RelativeTime } from "../../../components/RelativeTime.tsx";
import { TimeUntil } from "../../../components/TimeUntil.tsx";
import { formatBytes, formatNumber } from "../../../lib/format.ts";
import { paths } from "../../../paths.ts";
import type { RetentionOfImage } from "../../../resources/retention.ts";
import type { Column } from "../../../ui/table/types.ts";
import styles from "../retention.module.css";
import { sentenceOf } from "../rules.ts";

/** Sortable columns are keyed by the service's `order_column`. */
export function columnsOfRuled(t: TFunction): Column<RetentionOfImage>[] {
  return [
    image(t),
    {
      key: "rule",
      title: t("retention.rule"),
      hideBelow: "narrow",
      cell: ({ retention }) => {
        const sentence = retention ? sentenceOf(t, retention.rule) : "";
        return <span title={sentence}>{sentence}</span>;
      },
    },
    tags(t),
    {
      key: "last_run_at",
      title: t("retention.ledger.lastRun"),
      width: 190,
      narrowWidth: 124,
      cell: ({ retention }) => retention && lastRun(t, retention),
    },
    {
      key: "next_run_at",
      title: t("retention.ledger.nextRun"),
      width: 110,
      hideBelow: "wide",
      cell: ({ retention }) =>
        retention && (
          <span className={styles.muted}>
            {retention.next_run_at === null ? (
              t("retention.ledger.soon")
            ) : (
              <TimeUntil iso={retention.next_run_at} />
            )}
          </span>
        ),
    },
    {
      key: "deleted_at",
      title: t("retention.ledger.lastDeletion"),
      width: 220,
      sort: "desc",
      hideBelow: "medium",
      cell: ({ retention }) => retention && lastDeletion(t, retention.deleted),
    },
  ];
}

export function columnsOfUnruled(t: TFunction): Column<RetentionOfImage>[] {
  return [
    image(t),
    tags(t),
    {
      key: "size",
      title: t("images.column.size"),
      width: 96,
      align: "end",
      hideBelow: "narrow",
      cell: ({ size }) => formatBytes(size),
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 150,
      cell: ({ namespace, repository }) => (
        <Link
          to={paths.retentionForm(namespace, repository)}
          aria-label={t("retention.ledger.addTo", { image: `${namespace}/${repository}` })}
        >
          {t("retention.add")}
        </Link>
      ),
    },
  ];
}

const image = (t: TFunction): Column<RetentionOfImage> => ({
  key: "name",
  title: t("images.column.image"),
  sort: "asc",
  cell: ({ namespace, repository }) => (
    <ImageLink organization={namespace} image={repository} tab="retention" />
  ),
});

const tags = (t: TFunction): Column<RetentionOfImage> => ({
  key: "tag_count",
  title: t("images.column.tags"),
  width: 84,
  align: "end",
  sort: "desc",
  hideBelow: "narrow",
  cell: (row) => formatNumber(row.tags),
});

type Retention = NonNullable<RetentionOfImage["retention"]>;

function lastRun(t: TFunction, { last_run_at, failed_tags }: Retention) {
  if (last_run_at === null) return <span className={styles.muted}>{t("retention.ledger.waiting")}</span>;
  if (failed_tags === 0) return <RelativeTime iso={last_run_at} />;
  return (
    <>
      <span className={styles.deleted}>{t("retention.ledger.failed", { count: failed_tags })}</span> ·{" "}
      <RelativeTime iso={last_run_at} />
    </>
  );
}

function lastDeletion(t: TFunction, deleted: Retention["deleted"]) {
  if (!deleted) return <span className={styles.muted}>{t("retention.ledger.deletedNothing")}</span>;
  return (
    <>
      {t("retention.ledger.deleted", { count: deleted.tags, freed: formatBytes(deleted.freed) })}{" "}
      <span className={styles.muted}>
        <RelativeTime iso={deleted.at} />
      </span>
    </>
  );
}
