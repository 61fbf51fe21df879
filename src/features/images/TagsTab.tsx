import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { CommandBlock } from "../../components/CommandBlock.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { NothingMatches } from "../../components/NothingMatches.tsx";
import { Pagination } from "../../components/Pagination.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { SearchInput } from "../../components/SearchInput.tsx";
import { useListParams } from "../../components/use-list-params.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { formatBytes } from "../../lib/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import styles from "./images.module.css";
import { TAG_LIST, tagListQuery } from "./queries.ts";
import type { ImageTabProps } from "./tabs.ts";
import { tagColumns } from "./tag-columns.tsx";

export function TagsTab({ organization, image, details }: ImageTabProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const ref = { organization, image };
  const list = useListParams(TAG_LIST);
  const filter = list.filter("tag");
  const tags = useQuery(tagListQuery(ref, list, filter));
  const columns = useMemo(() => tagColumns(t, language), [t, language]);

  return (
    <>
      <search className={styles.filters}>
        <SearchInput
          className={styles.search}
          label={t("images.tag.filter")}
          value={filter}
          onChange={(tag) => list.set({ tag })}
        />
      </search>
      <DataTable
        label={t("images.detail.tags")}
        columns={columns}
        rows={tags.data?.items}
        rowKey={(tag) => tag.Tag}
        loading={tags.isPending || tags.isPlaceholderData}
        error={tags.isError && <ErrorState error={tags.error} onRetry={() => tags.refetch()} />}
        empty={
          filter === "" ? (
            <NoTags path={details?.path} />
          ) : (
            <NothingMatches
              title={t("images.tag.nothingMatches.title")}
              text={t("images.tag.nothingMatches.text")}
              onClear={() => list.set({ tag: "" })}
            />
          )
        }
        sort={list.sort}
        onSort={list.onSort}
        compact={(tag) => (
          <>
            {formatBytes(tag.size, language)} · <RelativeTime iso={tag.updated} />
          </>
        )}
      />
      <Pagination list={list} total={tags.data?.total ?? 0} />
    </>
  );
}

function NoTags({ path }: { path: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Notice
      title={t("images.tag.none.title")}
      text={t("images.tag.none.text")}
      action={
        path !== undefined && (
          <div className={styles.push}>
            <CommandBlock
              label={t("images.tag.none.push")}
              copyLabel={t("images.tag.none.copyPush")}
              command={`docker push ${path}:latest`}
            />
          </div>
        )
      }
    />
  );
}
