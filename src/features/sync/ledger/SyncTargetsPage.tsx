/** 「治理 › 镜像自动同步」: the sync targets of all images, each with the state of the last copy there. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { SYNC_TARGET_STATES } from "../../../../core/operations/facts.ts";
import { GovernanceFilters } from "../../../components/governance/GovernanceFilters.tsx";
import { GovernancePage } from "../../../components/governance/GovernancePage.tsx";
import { narrowedBy } from "../../../components/governance/narrowed-by.ts";
import { useListParams } from "../../../components/use-list-params.ts";
import { useT } from "../../../i18n/use-t.ts";
import {
  SYNC_TARGET_LEDGER,
  type SyncTargetOfImage,
  syncTargetFilters,
  syncTargetsQuery,
} from "../../../resources/sync.ts";
import { exportTargets } from "./export-targets.ts";
import { RegionFilter } from "./RegionFilter.tsx";
import { SyncTabs } from "./SyncTabs.tsx";
import { lastCopyText, targetColumns } from "./target-columns.tsx";

export function Component() {
  const t = useT();
  const list = useListParams(SYNC_TARGET_LEDGER);
  const filters = syncTargetFilters(list);
  const answer = useQuery(syncTargetsQuery(list, filters));
  const columns = useMemo(() => targetColumns(t), [t]);
  return (
    <GovernancePage<SyncTargetOfImage, "id">
      title={t("sync.auto.title")}
      context={t("sync.targets.context")}
      tabs={<SyncTabs />}
      list={list}
      answer={answer}
      total={answer.data?.total}
      rows={answer.data?.rules}
      rowKey={({ id }) => String(id)}
      columns={columns}
      filters={
        <GovernanceFilters
          filters={filters}
          stateLabel={t("sync.targets.last")}
          states={[
            { value: "", label: t("sync.state.all") },
            ...SYNC_TARGET_STATES.map((value) => ({ value, label: lastCopyText(t, value) })),
          ]}
          onChange={list.set}
          others={{ region: filters.region }}
        >
          <RegionFilter value={filters.region} onChange={list.set} />
        </GovernanceFilters>
      }
      narrowedBy={narrowedBy(filters)}
      none={{ title: t("sync.targets.none.title"), text: t("sync.targets.none.text") }}
      nothingMatches={t("sync.targets.nothingMatches")}
      csv={{
        title: t("sync.targets.exportTitle"),
        name: "sync-targets",
        collect: (options) => exportTargets(filters, options),
      }}
      compact={({ region_id, remote_namespace, last_state }) => (
        <>
          <bdi>{`${region_id}/${remote_namespace}`}</bdi> · {lastCopyText(t, last_state ?? "never")}
        </>
      )}
    />
  );
}
