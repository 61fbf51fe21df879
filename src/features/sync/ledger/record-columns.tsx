import type { TFunction } from "i18next";
import { RotateCcw, X } from "lucide-react";
import type { SyncRecord } from "../../../../core/console-operations/sync.ts";
import { ImageLink } from "../../../components/governance/ImageLink.tsx";
import { RelativeTime } from "../../../components/RelativeTime.tsx";
import { formatBytes } from "../../../lib/format.ts";
import { hasEnded } from "../../../resources/sync.ts";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import type { Column } from "../../../ui/table/types.ts";
import { Progress } from "../Progress.tsx";
import { canRetry, causeText, needsRetry, recordName, timeTaken } from "../rules.ts";
import { SyncState } from "../SyncState.tsx";
import styles from "../sync.module.css";

interface Actions {
  /** Why the person may do nothing about them. */
  refusal: string | undefined;
  /** The id of the one that is being acted on. */
  busy: number | undefined;
  onRetry: (id: number) => void;
  onCancel: (id: number) => void;
}

export function recordColumns(t: TFunction, actions: Actions): Column<SyncRecord>[] {
  return [
    {
      key: "image",
      title: t("images.column.image"),
      cell: ({ namespace, repository }) => (
        <ImageLink organization={namespace} image={repository} tab="sync" />
      ),
    },
    {
      key: "tag",
      title: t("sync.column.tag"),
      width: 130,
      hideBelow: "narrow",
      cell: ({ tag }) => (
        <bdi className={styles.name} title={tag}>
          {tag}
        </bdi>
      ),
    },
    {
      key: "target",
      title: t("sync.column.target"),
      width: 160,
      hideBelow: "medium",
      cell: ({ region_id, remote_namespace }) => {
        const target = `${region_id}/${remote_namespace}`;
        return <bdi title={target}>{target}</bdi>;
      },
    },
    {
      key: "state",
      title: t("sync.column.state"),
      width: 260,
      hideBelow: "narrow",
      cell: (record) => <State t={t} record={record} />,
    },
    {
      key: "bytes",
      title: t("sync.column.bytes"),
      width: 150,
      hideBelow: "wide",
      cell: ({ total_bytes, sent_bytes, skipped_bytes }) =>
        total_bytes > 0 && (
          <span className={styles.muted}>
            {formatBytes(sent_bytes)} / {formatBytes(skipped_bytes)}
          </span>
        ),
    },
    {
      key: "time",
      title: t("sync.column.time"),
      width: 150,
      hideBelow: "medium",
      cell: (record) => {
        const took = timeTaken(record);
        return (
          <span className={styles.muted}>
            <RelativeTime iso={record.started_at ?? record.created_at} />
            {took !== undefined && ` · ${took}`}
          </span>
        );
      },
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 48,
      cell: (record) => <RecordAction t={t} record={record} {...actions} />,
    },
  ];
}

interface CellProps {
  t: TFunction;
  record: SyncRecord;
}

/** The whole cause shows on hover, and on the image's page. */
function State({ t, record }: CellProps) {
  const cause = causeText(t, record);
  if (record.state === "running") return <Progress record={record} />;
  return (
    <span title={[cause, record.detail].filter(Boolean).join(" ")}>
      <SyncState state={record.state} /> {cause !== undefined && <span>{cause}</span>}
    </span>
  );
}

function RecordAction({ t, record, refusal, busy, onRetry, onCancel }: CellProps & Actions) {
  const button = { kind: "text", small: true, refusal, busy: busy === record.id } as const;
  const name = recordName(record);
  if (needsRetry(record)) {
    return (
      <ActionButton
        {...button}
        refusal={refusal ?? (canRetry(record) ? undefined : t("sync.retry.noTag"))}
        label={t("sync.retry.of", { name })}
        icon={<RotateCcw size={15} aria-hidden />}
        onClick={() => onRetry(record.id)}
      />
    );
  }
  if (hasEnded(record)) return null;
  return (
    <ActionButton
      {...button}
      label={t("sync.cancel.of", { name })}
      icon={<X size={15} aria-hidden />}
      onClick={() => onCancel(record.id)}
    />
  );
}
