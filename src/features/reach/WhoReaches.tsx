/** 「谁可以拉取」: who reaches an image or an organization, by which right and until when. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { isRefusedWith } from "../../api/api-error.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { NothingMatches } from "../../components/NothingMatches.tsx";
import { Pagination } from "../../components/Pagination.tsx";
import { SearchInput } from "../../components/SearchInput.tsx";
import { useListParams } from "../../components/use-list-params.ts";
import { useT } from "../../i18n/use-t.ts";
import { REACH_LIST, type ReachPlace, whoReachesQuery } from "../../resources/reach.ts";
import { Notice } from "../../ui/Notice.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { Warning } from "../../ui/Warning.tsx";
import { whoColumns } from "./columns.tsx";
import { Rights } from "./Rights.tsx";
import styles from "./reach.module.css";

export function WhoReaches({ place }: { place: ReachPlace }) {
  const t = useT();
  const kind = place.image === undefined ? "organization" : "image";
  const list = useListParams(REACH_LIST);
  const part = list.filter("who");
  const reach = useQuery(whoReachesQuery(place, list, part));
  const columns = useMemo(() => whoColumns(t), [t]);
  const { who, total = 0, public_images = 0 } = reach.data ?? {};

  if (isRefusedWith(reach.error, "imageForbidden", "organizationForbidden")) {
    return <Notice title={t("reach.forbidden.title")} text={t(`reach.forbidden.${kind}`)} />;
  }
  return (
    <>
      <p className={styles.context}>{t(`reach.context.${kind}`)}</p>
      {public_images > 0 && <Warning>{t(`reach.public.${kind}`, { count: public_images })}</Warning>}
      <search className={styles.search}>
        <SearchInput
          label={t("reach.filter.who")}
          value={part}
          onChange={(text) => list.set({ who: text })}
        />
      </search>
      <DataTable
        label={t("reach.title")}
        columns={columns}
        rows={who}
        rowKey={({ kind, id }) => `${kind} ${id}`}
        loading={reach.isPending || reach.isPlaceholderData}
        error={reach.isError && <ErrorState error={reach.error} onRetry={() => void reach.refetch()} />}
        empty={
          <NothingMatches
            title={t("reach.nothingMatches.title")}
            text={t("reach.nothingMatches.text")}
            onClear={() => list.set({ who: "" })}
          />
        }
        compact={({ rights }) => <Rights rights={rights} />}
      />
      <Pagination list={list} total={total} />
    </>
  );
}
