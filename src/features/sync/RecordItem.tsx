/** One copy of a tag: where to, how far it is or how it ended, and what can be done about it. */
import { ArrowRight, RotateCcw, X } from "lucide-react";
import type { SyncRecord } from "../../../core/console-operations/sync.ts";
import { ShortDigest } from "../../components/image/ShortDigest.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { TimeUntil } from "../../components/TimeUntil.tsx";
import { useT } from "../../i18n/use-t.ts";
import { hasEnded } from "../../resources/sync.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { HistoryItem } from "../../ui/HistoryList.tsx";
import { Progress } from "./Progress.tsx";
import { bytesText, canRetry, causeText, needsRetry, recordName, timeTaken } from "./rules.ts";
import { SyncState } from "./SyncState.tsx";
import styles from "./sync.module.css";

interface RecordItemProps {
  record: SyncRecord;
  /** Why the person may do nothing about it. */
  refusal: string | undefined;
  /** A retry or cancellation is under way. */
  busy: boolean;
  onRetry: () => void;
  onCancel: () => void;
}

export function RecordItem({ record, refusal, busy, onRetry, onCancel }: RecordItemProps) {
  const t = useT();
  const { tag, digest, region_id, remote_namespace, kind, state, attempt, detail } = record;
  const { failed_tries, next_try_at } = record;
  const name = recordName(record);
  const took = timeTaken(record);
  const cause = causeText(t, record);
  const facts = [
    t(`sync.kind.${kind}`),
    ...(attempt > 1 ? [t("sync.records.attempt", { count: attempt })] : []),
    ...(took === undefined ? [] : [t("sync.records.took", { time: took })]),
    ...(hasEnded(record) ? bytesText(t, record) : []),
  ];
  return (
    <HistoryItem
      state={<SyncState state={state} />}
      tag={tag}
      more={
        <>
          <ShortDigest digest={digest} />
          <span className={styles.target}>
            <ArrowRight size={13} role="img" aria-label={t("sync.column.target")} />
            <bdi>
              {region_id}/{remote_namespace}
            </bdi>
          </span>
        </>
      }
      actions={
        !hasEnded(record) ? (
          <ActionButton
            small
            label={t("sync.cancel.of", { name })}
            refusal={refusal}
            busy={busy}
            icon={<X size={14} aria-hidden />}
            onClick={onCancel}
          >
            {t("sync.cancel.action")}
          </ActionButton>
        ) : (
          needsRetry(record) && (
            <ActionButton
              small
              label={t("sync.retry.of", { name })}
              refusal={refusal ?? (canRetry(record) ? undefined : t("sync.retry.noTag"))}
              busy={busy}
              icon={<RotateCcw size={14} aria-hidden />}
              onClick={onRetry}
            >
              {t("sync.retry.action")}
            </ActionButton>
          )
        )
      }
    >
      <div className={styles.muted}>
        {facts.join(" · ")} · <bdi>{record.creator_name}</bdi> ·{" "}
        <RelativeTime iso={record.started_at ?? record.created_at} />
      </div>
      {state === "running" && <Progress record={record} />}
      {cause !== undefined && (
        <p>
          {cause}
          {next_try_at !== null && (
            <>
              {" "}
              {t("sync.records.nextTry", { count: failed_tries })} <TimeUntil iso={next_try_at} />
            </>
          )}
        </p>
      )}
      {detail !== "" && <bdi className={styles.words}>{detail}</bdi>}
    </HistoryItem>
  );
}
