/** 「他人共享」: images that other accounts share with this one, to view and pull. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { FilterBar } from "../../../components/FilterBar.tsx";
import { ListToolbar } from "../../../components/ListToolbar.tsx";
import { NothingMatches } from "../../../components/NothingMatches.tsx";
import { Pagination } from "../../../components/Pagination.tsx";
import { Select } from "../../../components/Select.tsx";
import { ShareDeadline } from "../../../components/sharing/ShareDeadline.tsx";
import { useListParams } from "../../../components/use-list-params.ts";
import { useT } from "../../../i18n/use-t.ts";
import { formatNumber } from "../../../lib/format.ts";
import { SHARED_IMAGE_LIST, sharedImageListQuery } from "../../../resources/shares.ts";
import { Notice } from "../../../ui/Notice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import { SourceTabs } from "../SourceTabs.tsx";
import { sharedImageColumns } from "./columns.tsx";

export function Component() {
  const t = useT();
  const list = useListParams(SHARED_IMAGE_LIST);
  const filters = { name: list.filter("name"), status: list.filter("status") };
  const images = useQuery(sharedImageListQuery(list, filters));
  const columns = useMemo(() => sharedImageColumns(t), [t]);
  const total = images.data?.total;
  const isEmpty = total === 0 && filters.name === "" && filters.status === "";
  return (
    <>
      <PageHeader
        title={t("images.title")}
        count={total === undefined ? undefined : formatNumber(total)}
        context={t("sharing.in.context")}
      />
      <SourceTabs />
      <ListToolbar>
        <FilterBar
          label={t("images.list.filter")}
          name={filters.name}
          onName={(name) => list.set({ name })}
          others={{ status: filters.status }}
        >
          <Select
            label={t("sharing.state.label")}
            prefix={t("sharing.state.label")}
            value={filters.status}
            options={[
              { value: "", label: t("sharing.state.all") },
              { value: "true", label: t("sharing.state.valid") },
              { value: "false", label: t("sharing.state.invalid") },
            ]}
            onChange={(status) => list.set({ status })}
          />
        </FilterBar>
      </ListToolbar>
      <DataTable
        label={t("images.source.shared")}
        columns={columns}
        rows={images.data?.items}
        rowKey={({ namespace, name }) => `${namespace}/${name}`}
        loading={images.isPending || images.isPlaceholderData}
        error={images.isError && <ErrorState error={images.error} onRetry={() => void images.refetch()} />}
        empty={
          isEmpty ? (
            <Notice title={t("sharing.in.none.title")} text={t("sharing.in.none.text")} />
          ) : (
            <NothingMatches
              title={t("images.list.nothingMatches.title")}
              text={t("images.list.nothingMatches.text")}
              onClear={() => list.set({ name: "", status: "" })}
            />
          )
        }
        sort={list.sort}
        onSort={list.onSort}
        compact={({ domain_name, deadline }) => (
          <>
            {deadline !== undefined && <ShareDeadline deadline={deadline} />} · <bdi>{domain_name}</bdi>
          </>
        )}
      />
      <Pagination list={list} total={total ?? 0} />
    </>
  );
}
