/** 「治理 › 镜像同步记录」: what was copied from all images, with what failed to be tried again at once. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Suspense, useMemo, useState } from "react";
import type { SyncRecord } from "../../../../core/console-operations/sync.ts";
import { SYNC_RECORDS_COUNTED } from "../../../../core/limits.ts";
import { SYNC_STATES } from "../../../../core/operations/facts.ts";
import { ErrorNote } from "../../../components/ErrorNote.tsx";
import { GovernanceFilters } from "../../../components/governance/GovernanceFilters.tsx";
import { GovernancePage } from "../../../components/governance/GovernancePage.tsx";
import { narrowedBy } from "../../../components/governance/narrowed-by.ts";
import { Select } from "../../../components/Select.tsx";
import { useSyncRefusal } from "../../../components/sync/use-sync-refusal.ts";
import { useListParams } from "../../../components/use-list-params.ts";
import { useSelection } from "../../../components/use-selection.ts";
import { withAntd } from "../../../components/with-antd.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { lazyPart } from "../../../lib/load-part.ts";
import { hasEnded, syncFilters, syncRecordsQuery } from "../../../resources/sync.ts";
import { Button } from "../../../ui/Button.tsx";
import { SelectionAction } from "../../../ui/table/SelectionAction.tsx";
import { canRetry, needsRetry, recordName } from "../rules.ts";
import { SyncState } from "../SyncState.tsx";
import styles from "../sync.module.css";
import { useRecordActions } from "../use-record-actions.ts";
import { exportRecords } from "./export-records.ts";
import { RegionFilter } from "./RegionFilter.tsx";
import { recordColumns } from "./record-columns.tsx";
import { SyncTabs } from "./SyncTabs.tsx";

const RecordsDialog = lazyPart(() => withAntd(import("./RecordsDialog.tsx").then((m) => m.RecordsDialog)));

const canCancel = (record: SyncRecord) => !hasEnded(record);

/** The service knows one order. */
const LIST = { columns: ["id"], sort: { column: "id", order: "desc" } } as const;

export function Component() {
  const t = useT();
  const list = useListParams(LIST);
  const filters = syncFilters(list);
  const records = useInfiniteQuery(syncRecordsQuery(filters));
  const selection = useSelection({
    rows: records.data?.records,
    nameOf: ({ id }) => String(id),
    keep: (record) => record,
  });
  const [batch, setBatch] = useState<{ act: "retry" | "cancel"; records: readonly SyncRecord[] }>();
  const refusal = useSyncRefusal();
  const { busy, error, retry, cancel } = useRecordActions();
  const columns = useMemo(
    () => recordColumns(t, { refusal, busy, onRetry: retry, onCancel: cancel }),
    [t, refusal, busy, retry, cancel],
  );
  const chosen = [...selection.chosen.values()];
  const [retryable, cancellable] = [chosen.filter(canRetry), chosen.filter(canCancel)];
  const isPart = ({ length }: readonly SyncRecord[]) => length > 0 && length < chosen.length;

  return (
    <>
      <GovernancePage
        title={t("sync.records.title")}
        context={t("sync.records.context")}
        tabs={<SyncTabs />}
        list={list}
        answer={{ ...records, isPlaceholderData: false }}
        total={records.data?.total}
        isCut={records.data?.total === SYNC_RECORDS_COUNTED}
        rows={records.data?.records}
        rowKey={({ id }) => String(id)}
        columns={columns}
        filters={<Filters filters={filters} onChange={list.set} />}
        narrowedBy={narrowedBy(filters)}
        none={{ title: t("sync.records.none.title"), text: t("sync.records.none.text") }}
        nothingMatches={t("sync.records.nothingMatches")}
        csv={{
          title: t("sync.records.exportTitle"),
          name: "sync-records",
          collect: (options) => exportRecords(filters, options),
        }}
        more={
          records.hasNextPage && (
            <div className={styles.older}>
              <Button busy={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
                {t("sync.records.older")}
              </Button>
            </div>
          )
        }
        selection={{
          selected: new Set(selection.chosen.keys()),
          onChange: selection.choose,
          allLabel: t("sync.records.selectPage"),
          rowLabel: (record) => t("sync.records.select", { name: recordName(record) }),
          refusal: (record) => {
            if (refusal !== undefined || canRetry(record) || canCancel(record)) return refusal;
            return t(needsRetry(record) ? "sync.retry.noTag" : "sync.records.arrived");
          },
          summary: t("sync.records.selected", { count: chosen.length }),
          actions: (
            <>
              <SelectionAction
                refusal={retryable.length > 0 ? undefined : t("sync.records.nothingToRetry")}
                onClick={() => setBatch({ act: "retry", records: retryable })}
              >
                {isPart(retryable)
                  ? t("sync.records.retryMany", { count: retryable.length })
                  : t("sync.retry.action")}
              </SelectionAction>
              <SelectionAction
                refusal={cancellable.length > 0 ? undefined : t("sync.records.nothingToCancel")}
                onClick={() => setBatch({ act: "cancel", records: cancellable })}
              >
                {isPart(cancellable)
                  ? t("sync.records.cancelMany", { count: cancellable.length })
                  : t("sync.cancel.action")}
              </SelectionAction>
            </>
          ),
          clearLabel: t("common.selectNone"),
        }}
        compact={(record) => (
          <>
            <SyncState state={record.state} /> · <bdi>{record.tag}</bdi> · <bdi>{record.region_id}</bdi>
          </>
        )}
      />
      {error !== null && <ErrorNote error={error} />}
      <Suspense>
        {batch && <RecordsDialog {...batch} onDone={selection.forget} onClose={() => setBatch(undefined)} />}
      </Suspense>
    </>
  );
}

interface FiltersProps {
  filters: ReturnType<typeof syncFilters>;
  onChange: (changes: Record<string, string>) => void;
}

function Filters({ filters, onChange }: FiltersProps) {
  const t = useT();
  return (
    <GovernanceFilters
      filters={filters}
      stateLabel={t("sync.state.label")}
      states={[
        { value: "", label: t("sync.state.all") },
        ...SYNC_STATES.map((value) => ({ value, label: t(`sync.state.${value}`) })),
      ]}
      onChange={onChange}
      others={{ region: filters.region, since: filters.since }}
    >
      <RegionFilter value={filters.region} onChange={onChange} />
      <Select
        label={t("sync.records.since")}
        prefix={t("sync.records.since")}
        value={filters.since}
        options={[
          { value: "", label: t("sync.records.anyTime") },
          { value: "day", label: t("sync.records.lastDay") },
        ]}
        onChange={(since) => onChange({ since })}
      />
    </GovernanceFilters>
  );
}
