/** 「老化日志」: every tag that a rule deleted, the newest first. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { DeletedTag, RetentionPolicyRule } from "../../../core/operations/retention.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { Pagination } from "../../components/Pagination.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { useListParams } from "../../components/use-list-params.ts";
import { useT } from "../../i18n/use-t.ts";
import type { ImageRef } from "../../resources/images.ts";
import { retentionLogQuery } from "../../resources/retention.ts";
import { Notice } from "../../ui/Notice.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/types.ts";
import styles from "./retention.module.css";
import { sentenceOf } from "./rules.ts";

/** The service knows one order. */
const LOG = { columns: ["id"], sort: { column: "id", order: "desc" } } as const;

export function RetentionLog(image: ImageRef) {
  const t = useT();
  const list = useListParams(LOG);
  const log = useQuery(retentionLogQuery(image, list));
  const columns = useMemo(
    (): Column<DeletedTag>[] => [
      {
        key: "tag",
        title: t("retention.log.tag"),
        cell: ({ tag }) => <span className={styles.tag}>{tag}</span>,
      },
      {
        key: "rule",
        title: t("retention.log.rule"),
        hideBelow: "narrow",
        cell: ({ rule_type }) => sentenceOf(t, JSON.parse(rule_type) as RetentionPolicyRule),
      },
      {
        key: "created_at",
        title: t("retention.log.deleted"),
        width: 160,
        narrowWidth: 120,
        cell: ({ created_at }) => <RelativeTime iso={created_at} />,
      },
    ],
    [t],
  );
  return (
    <section className={styles.log} aria-label={t("retention.log.title")}>
      <h2>{t("retention.log.title")}</h2>
      <DataTable
        label={t("retention.log.title")}
        columns={columns}
        rows={log.data?.retention_log}
        rowKey={({ id }) => String(id)}
        loading={log.isPending || log.isPlaceholderData}
        error={log.isError && <ErrorState error={log.error} onRetry={() => log.refetch()} />}
        empty={<Notice title={t("retention.log.none.title")} text={t("retention.log.none.text")} />}
      />
      <Pagination list={list} total={log.data?.total ?? 0} />
    </section>
  );
}
