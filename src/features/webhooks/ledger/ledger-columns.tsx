import type { TFunction } from "i18next";
import { Link } from "react-router-dom";
import type { WebhookEntry } from "../../../../core/console-operations/webhooks.ts";
import { ImageLink } from "../../../components/governance/ImageLink.tsx";
import { RelativeTime } from "../../../components/RelativeTime.tsx";
import { paths } from "../../../paths.ts";
import type { Column } from "../../../ui/table/types.ts";
import { HealthText } from "../HealthText.tsx";
import styles from "../webhooks.module.css";

export function ledgerColumns(t: TFunction): Column<WebhookEntry>[] {
  return [
    {
      key: "name",
      title: t("webhooks.column.name"),
      cell: ({ id, name, namespace, repository }) => (
        <Link className={styles.name} title={name} to={paths.webhook(id, namespace, repository)}>
          {name}
        </Link>
      ),
    },
    {
      key: "place",
      title: t("webhooks.ledger.place"),
      width: 250,
      hideBelow: "narrow",
      cell: ({ namespace, repository }) =>
        repository === null ? (
          <Link className={styles.place} title={namespace} to={paths.organization(namespace, "webhooks")}>
            {namespace}
          </Link>
        ) : (
          <ImageLink organization={namespace} image={repository} tab="triggers" />
        ),
    },
    {
      key: "url",
      title: t("webhooks.column.url"),
      width: 280,
      hideBelow: "wide",
      cell: ({ url }) => <bdi title={url}>{url}</bdi>,
    },
    {
      key: "health",
      title: t("webhooks.column.health"),
      width: 240,
      hideBelow: "narrow",
      cell: (webhook) => <HealthText webhook={webhook} />,
    },
    {
      key: "last",
      title: t("webhooks.ledger.last"),
      width: 210,
      hideBelow: "medium",
      cell: ({ last_delivery: last }) =>
        last && (
          <span className={styles.muted}>
            {t(`webhooks.type.${last.event}`)} · <RelativeTime iso={last.created_at} />
          </span>
        ),
    },
  ];
}
