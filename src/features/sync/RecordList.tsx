/** 「镜像同步记录」 of one image, the newest first; followed while something is on its way. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useT } from "../../i18n/use-t.ts";
import type { ImageRef } from "../../resources/images.ts";
import { imageSyncRecordsQuery } from "../../resources/sync.ts";
import { Button } from "../../ui/Button.tsx";
import { HistoryList } from "../../ui/HistoryList.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { RecordItem } from "./RecordItem.tsx";
import styles from "./sync.module.css";
import { useRecordActions } from "./use-record-actions.ts";

interface RecordListProps {
  image: ImageRef;
  /** Why the person may do nothing about them. */
  refusal: string | undefined;
}

export function RecordList({ image, refusal }: RecordListProps) {
  const t = useT();
  const records = useInfiniteQuery(imageSyncRecordsQuery(image));
  const actions = useRecordActions();

  function content() {
    if (records.isError) return <ErrorState error={records.error} onRetry={() => void records.refetch()} />;
    if (!records.data) return <Skeleton rows={4} />;
    if (records.data.records.length === 0)
      return <Notice title={t("sync.records.none.title")} text={t("sync.records.none.text")} />;
    return (
      <HistoryList>
        {records.data.records.map((record) => (
          <RecordItem
            key={record.id}
            record={record}
            refusal={refusal}
            busy={actions.busy === record.id}
            onRetry={() => actions.retry(record.id)}
            onCancel={() => actions.cancel(record.id)}
          />
        ))}
      </HistoryList>
    );
  }

  return (
    <section aria-labelledby="sync-records">
      <h2 id="sync-records">{t("sync.records.title")}</h2>
      {actions.error !== null && <ErrorNote error={actions.error} />}
      {content()}
      {records.hasNextPage && (
        <div className={styles.older}>
          <Button busy={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
            {t("sync.records.older")}
          </Button>
        </div>
      )}
    </section>
  );
}
