/** What the rule being edited would do with every tag, now and on a later day. */
import { useQuery } from "@tanstack/react-query";
import { Slider } from "antd";
import type { TFunction } from "i18next";
import { useEffect, useId, useMemo, useState } from "react";
import type { RetentionDecision } from "../../../core/console-operations/retention.ts";
import type { RetentionPolicyRule } from "../../../core/operations/retention.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes, formatTime } from "../../lib/format.ts";
import { useSettled } from "../../lib/use-settled.ts";
import type { ImageRef } from "../../resources/images.ts";
import { PREVIEW_TAGS, retentionPreviewQuery } from "../../resources/retention.ts";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/types.ts";
import { Warning } from "../../ui/Warning.tsx";
import styles from "./retention.module.css";

const DAY_MS = 24 * 60 * 60 * 1000;
const SLIDE_MS = 200;

export interface RetentionSums {
  total: number;
  deleted: number;
}

interface RetentionPreviewProps extends ImageRef {
  /** Undefined while it is none. */
  rule: RetentionPolicyRule | undefined;
  /** What it would do at once; undefined while that is not known. */
  onSums: (sums: RetentionSums | undefined) => void;
}

export function RetentionPreview({ rule, onSums, ...image }: RetentionPreviewProps) {
  const t = useT();
  return (
    <section className={styles.preview} aria-label={t("retention.preview.title")}>
      <h2>{t("retention.preview.title")}</h2>
      {rule ? (
        <Preview {...image} rule={rule} onSums={onSums} />
      ) : (
        <p className={styles.note}>{t("retention.preview.waiting")}</p>
      )}
    </section>
  );
}

function Preview({ rule, onSums, ...image }: RetentionPreviewProps & { rule: RetentionPolicyRule }) {
  const t = useT();
  const language = useLanguage();
  const sliderId = useId();
  const [days, setDays] = useState(0);
  const [now] = useState(Date.now);
  const settledDays = useSettled(days, SLIDE_MS);
  const at = (ahead: number) => (ahead === 0 ? undefined : new Date(now + ahead * DAY_MS).toISOString());
  const byAge = rule.template === "date_rule";
  const atOnce = useQuery(retentionPreviewQuery(image, rule, undefined));
  const shown = useQuery(retentionPreviewQuery(image, rule, byAge ? at(settledDays) : undefined));
  const sums = atOnce.isPlaceholderData ? undefined : atOnce.data;
  // Tells the form, which asks for a confirmation where every tag would be deleted.
  useEffect(() => onSums(sums), [sums, onSums]);
  const columns = useMemo(() => decisionColumns(t), [t]);

  if (shown.isError) return <ErrorNote error={shown.error} />;
  if (!shown.data) return <Skeleton rows={5} />;
  const { total, deleted, freed, decisions } = shown.data;
  const idle = rule.tag_selectors.filter(
    ({ kind, pattern }) =>
      !decisions.some((it) => it.kept && (kind === "label" ? it.tag === pattern : it.pattern === pattern)),
  );
  return (
    <>
      {byAge && (
        <div className={styles.slider}>
          <p id={sliderId}>
            {days === 0
              ? t("retention.preview.now")
              : t("retention.preview.inDays", { count: days, date: formatTime(at(days) ?? "", language) })}
          </p>
          <Slider
            ariaLabelledByForHandle={sliderId}
            min={0}
            max={365}
            value={days}
            onChange={setDays}
            tooltip={{ open: false }}
          />
        </div>
      )}
      <p className={styles.sums} role="status">
        {total === 0
          ? t("retention.preview.noTags")
          : t("retention.preview.sums", {
              count: deleted,
              total,
              kept: total - deleted,
              freed: formatBytes(freed),
            })}
      </p>
      {total > 0 && deleted === total && <Warning>{t("retention.preview.everything")}</Warning>}
      {total > 0 && decisions.length === total && idle.length > 0 && (
        <Warning>
          {t("retention.preview.protectsNothing", {
            patterns: idle.map(({ pattern }) => pattern).join(", "),
          })}
        </Warning>
      )}
      {total > 0 && (
        <div className={styles.decisions}>
          <DataTable
            dense
            label={t("retention.preview.title")}
            columns={columns}
            rows={decisions}
            rowKey={({ tag }) => tag}
            loading={shown.isPlaceholderData}
            error={false}
            empty={null}
          />
        </div>
      )}
      {total > decisions.length && (
        <p className={styles.note}>{t("retention.preview.first", { count: PREVIEW_TAGS, total })}</p>
      )}
    </>
  );
}

function decisionColumns(t: TFunction): Column<RetentionDecision>[] {
  return [
    {
      key: "tag",
      title: t("retention.log.tag"),
      cell: ({ tag }) => <span className={styles.tag}>{tag}</span>,
    },
    {
      key: "kept",
      title: t("retention.preview.outcome"),
      width: 80,
      narrowWidth: 88,
      cell: ({ kept }) => (
        <span className={kept ? styles.kept : styles.deleted}>
          {t(kept ? "retention.preview.kept" : "retention.preview.deleted")}
        </span>
      ),
    },
    {
      key: "by",
      title: t("retention.preview.why"),
      width: 200,
      narrowWidth: 132,
      cell: (decision) => <span className={styles.reason}>{reasonOf(t, decision)}</span>,
    },
  ];
}

function reasonOf(t: TFunction, { kept, by, pattern, rank }: RetentionDecision): string {
  if (by === "tag") return t("retention.reason.tag");
  if (by === "pattern") return t("retention.reason.pattern", { pattern: pattern ?? "" });
  if (by === "number") return t("retention.reason.number", { rank: rank ?? 0 });
  return t(kept ? "retention.reason.young" : "retention.reason.old");
}
